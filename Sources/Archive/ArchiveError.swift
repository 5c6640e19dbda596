public import Slips

/// Why the archive could not do what was asked of it.
public enum ArchiveError: Error, Equatable, Sendable {
    /// There is no archive at this path.
    case missing(path: String)
    /// What lies at this path is not an archive, or not one that this program can read.
    case notAnArchive(path: String, reason: String)
    /// The archive was written by a newer program.
    case newerFormat(path: String, found: Int, known: Int)
    /// The archive was written by an older program, and what was asked must not write.
    case olderFormat(path: String, found: Int, known: Int)
    /// Another program held the archive's lock for longer than the archive waits.
    case busy(path: String)
    /// No archived slip has an identifier that begins so.
    case unknownID(String)
    /// Several archived slips have identifiers that begin so.
    case ambiguousID(String, candidates: [String])
    /// No batch has this number.
    case unknownBatch(Int64)
    /// The bytes with this digest are not in the archive.
    case contentMissing(ContentDigest)
    /// The bytes kept under this digest are not the bytes that were archived.
    case contentDamaged(ContentDigest, path: String)
    /// An encrypted content cannot be decrypted, or one lies in clear where contents are encrypted, or the other way round.
    case contentCipher(ContentDigest, path: String, reason: String)
    /// An archive is encrypted, and nothing was given that opens it.
    case keyMissing(path: String, kind: EncryptionHeader.Kind)
    /// What was given does not open an encrypted archive.
    case keyWrong(path: String, kind: EncryptionHeader.Kind)
    /// A key was given for an archive that is not encrypted.
    case notEncrypted(path: String)
    /// What says how an archive is encrypted is damaged, or cannot be made.
    case encryption(path: String, reason: String)
    /// A file was written to while it was read.
    case sourceChanged(path: String)
    /// A file could not be read or written.
    case file(operation: String, path: String, reason: String)
    /// A review is not what the contract says, or does not belong to the slip that it is stored with.
    case unfitReview(reason: String)
    /// A search has words, but none that can be searched for.
    case nothingToSearchFor(String)
    /// The database refused.
    case database(reason: String)
    /// A review is not the newest of its slip any more: somebody else was quicker.
    case superseded(id: String, by: String?)
    /// Somebody is to confirm what he did himself.
    case ownWork(id: String, by: String)
    /// A slip is to be confirmed that no correction has settled.
    case notSettled(id: String)
    /// There is no correction of the slip that could be undone.
    case nothingToUndo(id: String)
    /// No archived slip bears this receipt's number.
    case unknownReceipt(String)
    /// Several receipts of different codes have this number.
    case ambiguousReceipt(String, codes: [String])
    /// A receipt's claim is to become what it is already, or what it cannot become.
    case receiptIs(ReceiptState, receipt: String)
    /// A slip does not seem to repeat another one, or somebody found already that it may stand.
    case noRepetition(id: String, earlier: String)
    /// A slip is kept for this long already: its time is never made shorter.
    case retentionIs(RetentionClass, id: String)
    /// A slip is kept until a day, or for ever, and cannot be destroyed before.
    case keptUntil(CalendarDate?, id: String)
    /// The time of no slip is over.
    case nothingDue
    /// No proposal to destroy slips that is still open has this number.
    case unknownProposal(Int64)
    /// Somebody is to approve what he proposed himself.
    case ownProposal(Int64, by: String)
    /// What was to be destroyed is not due any more.
    case notDestructible(reason: String)
    /// A draw is to count more events than the log has.
    case tooFewEvents(Int64, wanted: Int64)
    /// A copy of the archive was to be made inside of it.
    case insideItself(path: String)
    /// No slip that is a receipt bears the number; fee lists bear the number of the receipt that they belong to.
    case noReceipt(String)
    /// No slip that bears a receipt's number shows the code that was given for it.
    case unreadCode(String, receipt: String)
    /// Something lies where a copy of the archive was to be made.
    case occupied(path: String)
    /// A copy of an archive is not sound.
    case unsound(path: String, problem: VerificationProblem, count: Int)
    /// The log's signing key, tiles or checkpoint are not to be had, or contradict the events.
    case log(reason: String)
}

extension ArchiveError {
    /// Whether it says, of a folder where an archive was, that the archive is not as it was.
    ///
    /// Another program's lock and a newer program's format are no damage.
    public var showsDamage: Bool {
        switch self {
        case .busy, .newerFormat, .olderFormat, .keyMissing, .keyWrong, .notEncrypted: false
        default: true
        }
    }
}

extension ArchiveError: CustomStringConvertible {
    /// One or two sentences for the person at the terminal: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .missing(let path):
            """
            no archive at \(path): name it with --archive or SLIPWAY_ARCHIVE, \
            or make it with ‘slipway process’
            """
        case .notAnArchive(let path, let reason):
            "\(path) is not an archive: \(reason)"
        case .unknownBatch(let number):
            "no batch has the number \(number): ‘slipway batch list’ names all"
        case .newerFormat(let path, let found, let known):
            """
            the archive at \(path) has format \(found), this program knows formats up to \(known): \
            use a newer slipway
            """
        case .olderFormat(let path, let found, let known):
            """
            the archive at \(path) has format \(found), and verifying changes nothing: ‘slipway archive rebuild’ brings it \
            to format \(known), as whatever else opens it does; or verify it with the program that made it
            """
        case .busy(let path):
            "the archive at \(path) is locked by another program: try again when that has finished"
        case .unknownID(let id):
            "no archived slip has an ID that begins with ‘\(id)’: ‘slipway search’ lists the IDs"
        case .ambiguousID(let id, let candidates):
            """
            \(candidates.count) or more archived slips have IDs that begin with ‘\(id)’, give more digits: \
            \(candidates.joined(separator: ", "))
            """
        case .contentMissing(let digest):
            "the archive does not hold \(digest.hex), which it should: restore it from a backup"
        case .contentDamaged(let digest, let path):
            "\(path) does not hold the bytes \(digest.hex) that were archived: restore it from a backup"
        case .contentCipher(let digest, let path, let reason):
            "\(path), content \(digest.hex): \(reason); restore it from a backup"
        case .keyMissing(let path, let kind):
            """
            the archive at \(path) is encrypted: name the file with its \(kind.text) by --archive-key or \
            SLIPWAY_ARCHIVE_KEY
            """
        case .keyWrong(let path, let kind):
            """
            what was given does not open the archive at \(path): name the file with its \(kind.text) by --archive-key or \
            SLIPWAY_ARCHIVE_KEY; where that is the right one, \(path)/encryption was altered: restore it from a backup
            """
        case .notEncrypted(let path):
            """
            the archive at \(path) is not encrypted, and an archive is not encrypted afterwards: leave out --archive-key and \
            SLIPWAY_ARCHIVE_KEY, or make a new one
            """
        case .encryption(let path, let reason):
            "\(path): \(reason)"
        case .sourceChanged(let path):
            "\(path) was written to while it was read: give it again when it is complete"
        case .file(let operation, let path, let reason):
            "cannot \(operation) \(path): \(reason)"
        case .unfitReview(let reason):
            "the review cannot be archived: \(reason)"
        case .nothingToSearchFor(let words):
            "‘\(words)’ has no letter or digit to search for"
        case .database(let reason):
            "the archive’s database refused: \(reason)"
        case .superseded(let id, let author):
            """
            slip \(id.prefix(12)) has a newer review\(author.map { " by \($0)" } ?? ""): look at that one, \
            and make the correction on it
            """
        case .notSettled(let id):
            "slip \(id.prefix(12)) waits for no confirmation: a correction must settle it first"
        case .ownWork(let id, let author):
            "\(author) corrected slip \(id.prefix(12)): somebody else must confirm it"
        case .nothingToUndo(let id):
            "no correction of slip \(id.prefix(12)) is left to undo"
        case .unknownReceipt(let receipt):
            "no archived slip bears the receipt number \(receipt): ‘slipway search --receipt’ finds numbers by their beginning"
        case .ambiguousReceipt(let number, let codes):
            "receipts of several codes have the number \(number), give one with --code: \(codes.joined(separator: ", "))"
        case .receiptIs(let state, let receipt):
            "receipt \(receipt) is \(state.rawValue): ‘slipway receipt show’ tells by whom and since when"
        case .noRepetition(let id, let earlier):
            "slip \(id.prefix(12)) has no open finding that it repeats \(earlier.prefix(12)): ‘slipway show’ lists what it has"
        case .retentionIs(let retention, let id):
            "slip \(id.prefix(12)) is kept in class \(retention.rawValue) already: a slip's time is only made longer"
        case .keptUntil(let day, let id):
            "slip \(id.prefix(12)) is kept \(day.map { "until \($0)" } ?? "for ever"): it cannot be destroyed before"
        case .nothingDue:
            "no slip's time is over: ‘slipway retention due --on yyyy-mm-dd’ tells what will be"
        case .unknownProposal(let number):
            "no open proposal has the number \(number): ‘slipway retention list’ names all"
        case .ownProposal(let number, let author):
            "\(author) made proposal \(number): somebody else must approve it"
        case .notDestructible(let reason):
            "nothing was destroyed: \(reason)"
        case .tooFewEvents(let events, let wanted):
            "the log has \(events) events, not \(wanted): give --events the number that the draw told"
        case .insideItself(let path):
            "\(path) lies in the archive’s own folder: a copy belongs elsewhere, best on another disk"
        case .noReceipt(let receipt):
            """
            only lists bear the number \(receipt), no receipt does: hand in the receipt first, \
            ‘slipway receipt show’ names the lists
            """
        case .unreadCode(let code, let receipt):
            """
            no slip with the receipt number \(receipt) shows the code \(code): leave out --code, or correct the slip's \
            receipt_code first
            """
        case .occupied(let path):
            "\(path) is there already: name a folder that is not"
        case .unsound(let path, let problem, let count):
            """
            the copy of \(path) is not sound, and was not kept: \(problem.object): \(problem.reason)\
            \(count > 1 ? " (and \(count - 1) more)" : ""); ‘slipway verify’ says more
            """
        case .log(let reason):
            "the archive’s log: \(reason); ‘slipway verify’ says more"
        }
    }
}
