import Archive
import Crypto
import Foundation
import GRDB

/// Encrypts what tables hold of persons, in SQL: `seal(x)`, `unseal(x)` and `blind(x)`.
///
/// In an archive that is not encrypted the three give their argument. Equal values are sealed alike, so that they are
/// found by equality, and tables that are derived again come out the same. NULL stays NULL.
struct TableCipher: Sendable {
    private let sealing: SymmetricKey
    private let nonces: SymmetricKey
    private let blinding: SymmetricKey

    init(_ dataKey: DataKey) {
        sealing = dataKey.derived(for: "slipway.table.seal.v1")
        nonces = dataKey.derived(for: "slipway.table.nonce.v1")
        blinding = dataKey.derived(for: "slipway.table.blind.v1")
    }

    /// AES-256-GCM; the nonce follows from the value, so that no nonce meets two values.
    private func sealed(_ bytes: Data) throws -> Data {
        let nonce = try AES.GCM.Nonce(
            data: Data(HMAC<SHA256>.authenticationCode(for: bytes, using: nonces)).prefix(12))
        return try AES.GCM.seal(bytes, using: sealing, nonce: nonce).combined ?? Data()
    }

    private func opened(_ bytes: Data) throws -> Data {
        guard let box = try? AES.GCM.SealedBox(combined: bytes),
            let opened = try? AES.GCM.open(box, using: sealing)
        else {
            throw ArchiveError.database(
                reason: "an encrypted value cannot be decrypted: it was altered, or is another archive's")
        }
        return opened
    }

    /// A value that tells equal texts from others, and nothing of them to who has not the key.
    func blind(_ text: String) -> String {
        "x"
            + HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: blinding)
            .prefix(16).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Texts as base64, bytes as bytes.
    private func seal(_ value: DatabaseValue) throws -> (any DatabaseValueConvertible)? {
        switch value.storage {
        case .string(let text): try sealed(Data(text.utf8)).base64EncodedString()
        case .blob(let bytes): try sealed(bytes)
        default: value
        }
    }

    private func unseal(_ value: DatabaseValue) throws -> (any DatabaseValueConvertible)? {
        switch value.storage {
        case .string(let text):
            String(decoding: try opened(Data(base64Encoded: text) ?? Data()), as: UTF8.self)
        case .blob(let bytes): try opened(bytes)
        default: value
        }
    }

    /// Gives a connection the three functions.
    static func add(_ cipher: TableCipher?, to db: Database) {
        func add(
            _ name: String,
            _ function: @escaping @Sendable (DatabaseValue) throws -> (any DatabaseValueConvertible)?
        ) {
            db.add(
                function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
                    try function(values[0])
                })
        }
        add("seal") { value in
            guard let cipher else { return value }
            return try cipher.seal(value)
        }
        add("unseal") { value in
            guard let cipher else { return value }
            return try cipher.unseal(value)
        }
        add("blind") { value in
            guard let cipher, case .string(let text) = value.storage else { return value }
            return cipher.blind(text)
        }
    }
}
