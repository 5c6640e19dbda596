internal import Foundation

/// The file that makes a folder one claim.
enum Claim {
    static let fileName = "claim.json"

    private struct Content: Decodable {
        var id: String?

        enum CodingKeys: String, CodingKey {
            case id = "claim_id"
        }
    }

    /// What is wrong with a claim's file.
    struct Fault: Error {
        var reason: String
    }

    /// The ID that a claim's file says; nil where it says none.
    static func id(ofFolder path: String) throws(Fault) -> String? {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(fileName)") else {
            throw Fault(reason: "cannot be read: its folder counts as one claim by its path")
        }
        return try id(in: data)
    }

    /// The ID that the bytes of a claim's file say; nil where they say none.
    static func id(in data: Data) throws(Fault) -> String? {
        do {
            let id = try JSONDecoder().decode(Content.self, from: data).id
            return id.flatMap { $0.isEmpty ? nil : $0 }
        } catch {
            throw Fault(
                reason: """
                    is no claim file: give a JSON object such as {"claim_id": "C-1"}; \
                    its folder counts as one claim by its path
                    """)
        }
    }
}
