/// JSON that says so little that it could be guessed by its digest, with a salt among its members.
///
/// The digest of a correction stands in the log for ever. Without a salt, whoever knows the form could try names until one
/// gives the digest, even after the content was destroyed.
public enum SaltedDocument {
    /// The member that holds the salt: 32 random bytes, hexadecimal.
    public static let member = "salt"

    /// A JSON object with a salt of its own; objects that equal each other come out different.
    ///
    /// - Parameter document: One object without white space, its members sorted, as ``ReviewDocument`` writes it.
    /// - Returns: The object with its salt.
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when it is none.
    public static func salted(_ document: ReviewDocument) throws(ArchiveError) -> ReviewDocument {
        guard var members = JSONMembers(document.text) else {
            throw .unfitReview(reason: "it is not one JSON object in canonical form")
        }
        let salt = ContentDigest(of: Opening.randomSalt()).hex
        members.add(member, "\"\(salt)\"")
        return ReviewDocument(json: Array(members.text.utf8))
    }
}
