import Foundation

/// A fact that an archive has recorded: it is appended and never changed.
///
/// Everything else that a store keeps in tables follows from the events and from the content that they name,
/// and can be built from them again.
public enum ArchiveEvent: Hashable, Sendable {
    /// A slip's bytes were handed in, for the first time or again.
    case submission(Submission)
    /// A slip was reviewed; supersedes the review before.
    case review(ReviewMade)
    /// A page as it was read for a review.
    case page(PageRead)
    /// An input, or a page of it, could not be processed.
    case quarantine(QuarantinedInput)
    /// A slip was processed after all: its entries leave the quarantine.
    case release(Released)
    /// Slips were given out of the archive.
    case export(Exported)
    /// A verified copy of the archive was made.
    case backup(BackedUp)
    /// A run of processing began.
    case batch(BatchPlan)
    /// An input of a batch ended.
    case input(InputEnding)
    /// The last input of a batch has ended.
    case batchEnd(BatchEnded)
    /// A person corrected a slip.
    case correction(Correction)
    /// Somebody gave an opinion of a review.
    case opinion(Opinion)
    /// Somebody looked at something, or signed in.
    case access(Access)
    /// An account of the web page was made or changed.
    case account(AccountChange)
    /// A receipt was paid, or its payment taken back.
    case receipt(ReceiptChange)
    /// A person found that a slip may stand that seems to repeat another.
    case cleared(RepetitionCleared)
    /// Slips were drawn for a spot check.
    case sample(Sampled)
    /// Somebody set for how long slips are kept.
    case retention(RetentionSet)
    /// Somebody proposed that slips be destroyed whose time is over.
    case destructionProposed(DestructionProposed)
    /// Somebody else decided about it; where he approved, what was kept of the slips is gone.
    case destructionDecided(DestructionDecided)
    /// Another key signs the log from now on.
    case key(KeyChanged)
    /// Contents were read again and compared with their digests.
    case scrub(Scrubbed)
    /// All that the archive claims was derived again.
    case verification(Verified)
    /// The archive is encrypted, or another secret opens it from now on.
    case encryption(EncryptionSet)
    /// Somebody set from which amounts on a second person must confirm.
    case secondPerson(SecondPersonSet)
    /// The archive was brought to the format in which each transaction's events are signed with it.
    case format(FormatRenewed)

    /// The slip's ID, the digest of the review's JSON, and the catalog and the program that it was made with.
    public struct ReviewMade: Hashable, Codable, Sendable {
        public var slip: String
        public var document: ContentDigest
        public var catalog: CatalogEdition
        /// The place in the log of the correction that led to it; nil for a review of the slip as it was read.
        public var correction: Int64?
        /// The program with its models; nil in older logs.
        public var program: ProgramEdition?

        public init(
            slip: String, document: ContentDigest, catalog: CatalogEdition, correction: Int64? = nil,
            program: ProgramEdition? = nil
        ) {
            self.slip = slip
            self.document = document
            self.catalog = catalog
            self.correction = correction
            self.program = program
        }
    }

    /// A page, and the place in the log of the review that it was read for.
    public struct PageRead: Hashable, Codable, Sendable {
        public var review: Int64
        public var page: KeptPage

        public init(review: Int64, page: KeptPage) {
            self.review = review
            self.page = page
        }
    }

    /// A slip that was in quarantine, and was processed after all.
    public struct Released: Hashable, Codable, Sendable {
        /// The SHA-256 of the original bytes.
        public var original: ContentDigest
        /// The numbers of the entries that leave the quarantine; nil in events of formats before 6, where those with the
        /// source or the bytes do.
        public var entries: [Int64]?
        /// In events of formats before 6 alone: see ``Submission``.
        public var source: String?
        public var claim: String?
        public var part: Int?

        public init(original: ContentDigest, entries: [Int64]) {
            self.original = original
            self.entries = entries
        }

        /// The path of the file, as ``Submission/file`` gives it.
        public var file: String? {
            source.map { Submission(original: original, source: $0, part: part).file }
        }
    }

    /// Slips that were given out together.
    public struct Exported: Hashable, Codable, Sendable {
        /// Their IDs, in the order in which they were given out.
        public var slips: [String]
        /// Who got them; nil in older logs.
        public var by: String?
        /// Why; nil where none was given.
        public var reason: String?

        public init(slips: [String], by: String? = nil, reason: String? = nil) {
            self.slips = slips
            self.by = by
            self.reason = reason
        }
    }

    /// What a copy of the archive holds.
    public struct BackedUp: Hashable, Codable, Sendable {
        /// How many events.
        public var events: Int
        /// How many kept contents.
        public var contents: Int

        public init(events: Int, contents: Int) {
            self.events = events
            self.contents = contents
        }
    }

    /// A batch whose last input has ended.
    public struct BatchEnded: Hashable, Codable, Sendable {
        /// The batch's number.
        public var batch: Int64
        /// The sums over its inputs.
        public var totals: BatchTotals

        public init(batch: Int64, totals: BatchTotals) {
            self.batch = batch
            self.totals = totals
        }
    }

    /// The name under which the event is recorded.
    public var type: String {
        switch self {
        case .submission: "submission"
        case .review: "review"
        case .page: "page"
        case .quarantine: "quarantine"
        case .release: "release"
        case .export: "export"
        case .backup: "backup"
        case .batch: "batch"
        case .input: "input"
        case .batchEnd: "batch-end"
        case .correction: "correction"
        case .opinion: "opinion"
        case .access: "access"
        case .account: "account"
        case .receipt: "receipt"
        case .cleared: "repetition-cleared"
        case .sample: "sample"
        case .retention: "retention"
        case .destructionProposed: "destruction-proposed"
        case .destructionDecided: "destruction-decided"
        case .scrub: "scrub"
        case .verification: "verification"
        case .key: "key"
        case .encryption: "encryption"
        case .secondPerson: "second-person"
        case .format: "format"
        }
    }

    /// The kept content that the event names.
    public var contents: [ContentDigest] {
        switch self {
        case .submission(let fact): [fact.original]
        case .release(let fact): [fact.original]
        case .review(let fact): [fact.document]
        case .page(let fact): [fact.page.raster, fact.page.layout]
        case .quarantine(let fact): fact.original.map { [$0] } ?? []
        // A file that changed while it was read may have a digest and no kept bytes.
        case .input, .batch, .batchEnd: []
        case .correction(let fact): [fact.changes, fact.corrected].compactMap(\.self)
        case .sample(let fact): [fact.list]
        case .destructionProposed(let fact): [fact.list]
        case .retention, .destructionDecided, .scrub, .key, .encryption, .secondPerson, .verification: []
        case .format: []
        case .export, .backup, .opinion, .access, .account, .receipt, .cleared: []
        }
    }

    /// What happened, as JSON with sorted keys: the same event always gives the same bytes.
    ///
    /// - Throws: ``ArchiveError/database(reason:)`` when it cannot be written as JSON.
    public func body() throws(ArchiveError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let data =
                switch self {
                case .submission(let fact): try encoder.encode(fact)
                case .release(let fact): try encoder.encode(fact)
                case .review(let fact): try encoder.encode(fact)
                case .page(let fact): try encoder.encode(fact)
                case .quarantine(let fact): try encoder.encode(fact)
                case .export(let fact): try encoder.encode(fact)
                case .backup(let fact): try encoder.encode(fact)
                case .batch(let fact): try encoder.encode(fact)
                case .input(let fact): try encoder.encode(fact)
                case .batchEnd(let fact): try encoder.encode(fact)
                case .correction(let fact): try encoder.encode(fact)
                case .opinion(let fact): try encoder.encode(fact)
                case .access(let fact): try encoder.encode(fact)
                case .account(let fact): try encoder.encode(fact)
                case .receipt(let fact): try encoder.encode(fact)
                case .cleared(let fact): try encoder.encode(fact)
                case .sample(let fact): try encoder.encode(fact)
                case .retention(let fact): try encoder.encode(fact)
                case .destructionProposed(let fact): try encoder.encode(fact)
                case .destructionDecided(let fact): try encoder.encode(fact)
                case .scrub(let fact): try encoder.encode(fact)
                case .verification(let fact): try encoder.encode(fact)
                case .key(let fact): try encoder.encode(fact)
                case .encryption(let fact): try encoder.encode(fact)
                case .secondPerson(let fact): try encoder.encode(fact)
                case .format(let fact): try encoder.encode(fact)
                }
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw .database(reason: "a ‘\(type)’ event cannot be written as JSON: \(error)")
        }
    }

    /// The event that was recorded under this name with this body.
    ///
    /// - Throws: ``ArchiveError/database(reason:)`` when there is no such event.
    public init(type: String, body: String) throws(ArchiveError) {
        let decoder = JSONDecoder()
        let data = Data(body.utf8)
        do {
            switch type {
            case "submission": self = .submission(try decoder.decode(Submission.self, from: data))
            case "review": self = .review(try decoder.decode(ReviewMade.self, from: data))
            case "page": self = .page(try decoder.decode(PageRead.self, from: data))
            case "quarantine": self = .quarantine(try decoder.decode(QuarantinedInput.self, from: data))
            case "release": self = .release(try decoder.decode(Released.self, from: data))
            case "export": self = .export(try decoder.decode(Exported.self, from: data))
            case "backup": self = .backup(try decoder.decode(BackedUp.self, from: data))
            case "batch": self = .batch(try decoder.decode(BatchPlan.self, from: data))
            case "input": self = .input(try decoder.decode(InputEnding.self, from: data))
            case "batch-end": self = .batchEnd(try decoder.decode(BatchEnded.self, from: data))
            case "correction": self = .correction(try decoder.decode(Correction.self, from: data))
            case "opinion": self = .opinion(try decoder.decode(Opinion.self, from: data))
            case "access": self = .access(try decoder.decode(Access.self, from: data))
            case "account": self = .account(try decoder.decode(AccountChange.self, from: data))
            case "receipt": self = .receipt(try decoder.decode(ReceiptChange.self, from: data))
            case "repetition-cleared": self = .cleared(try decoder.decode(RepetitionCleared.self, from: data))
            case "sample": self = .sample(try decoder.decode(Sampled.self, from: data))
            case "retention": self = .retention(try decoder.decode(RetentionSet.self, from: data))
            case "destruction-proposed":
                self = .destructionProposed(try decoder.decode(DestructionProposed.self, from: data))
            case "destruction-decided":
                self = .destructionDecided(try decoder.decode(DestructionDecided.self, from: data))
            case "scrub": self = .scrub(try decoder.decode(Scrubbed.self, from: data))
            case "verification": self = .verification(try decoder.decode(Verified.self, from: data))
            case "key": self = .key(try decoder.decode(KeyChanged.self, from: data))
            case "encryption": self = .encryption(try decoder.decode(EncryptionSet.self, from: data))
            case "second-person":
                self = .secondPerson(try decoder.decode(SecondPersonSet.self, from: data))
            case "format": self = .format(try decoder.decode(FormatRenewed.self, from: data))
            default: throw ArchiveError.database(reason: "there is no event of the type ‘\(type)’")
            }
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw .database(reason: "an event of the type ‘\(type)’ is damaged: \(error)")
        }
    }
}
