/// Somebody who may use the web page.
public struct Account: Hashable, Sendable {
    /// Unique; 1 to 40 letters, digits, `.`, `-` and `_`, Chinese characters among the letters.
    public var name: String
    public var roles: Set<Role>
    public var isDisabled: Bool
    /// Whether a code of an authenticator app is asked for at login.
    public var hasOneTimeCode: Bool
    /// When it was made, RFC 3339.
    public var created: String

    func may(_ permission: Permission) -> Bool { !roles.isDisjoint(with: permission.roles) }
}

/// Why an account could not be made or changed.
public enum AccountError: Error, Equatable, Sendable, CustomStringConvertible {
    case badName(String)
    case taken(String)
    case unknown(String)
    case weakPassword(String)
    case roles(String)
    case store(String)

    /// One sentence: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .badName(let name):
            "‘\(name)’ is no name of an account: 1 to 40 letters, digits, dots, hyphens or underscores"
        case .taken(let name): "there is an account ‘\(name)’ already"
        case .unknown(let name): "there is no account ‘\(name)’: ‘slipway user list’ lists them"
        case .weakPassword(let reason): "this password will not do: \(reason)"
        case .roles(let reason): reason
        case .store(let reason): "the accounts cannot be read or written: \(reason)"
        }
    }
}

/// What a password must be.
///
/// Source: NIST SP 800-63B: length counts, composition does not; no password that everybody tries first.
enum PasswordPolicy {
    static let shortest = 10
    static let longest = 200
    private static let common: Set<String> = [
        "1234567890", "12345678910", "0123456789", "password123", "qwertyuiop", "1q2w3e4r5t", "administrator",
        "password1234", "abcdefghij", "1qaz2wsx3edc", "iloveyou1314", "woaini1314",
    ]

    /// - Throws: ``AccountError/weakPassword(_:)``.
    static func check(_ password: String, account: String) throws(AccountError) {
        guard password.count >= shortest else {
            throw .weakPassword("it has fewer than \(shortest) characters")
        }
        guard password.count <= longest else { throw .weakPassword("it has more than \(longest) characters") }
        let plain = password.lowercased()
        guard !common.contains(plain), Set(plain).count > 3, !plain.contains(account.lowercased()) else {
            throw .weakPassword("it is one that is guessed first")
        }
    }
}
