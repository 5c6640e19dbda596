public import Slips

/// What a store of slips must do, whatever it is made of.
///
/// Content comes first: originals, rasters and layouts are given to ``keep(_:)`` and are durable when it
/// returns; content that nothing refers to is harmless and is found again by the next run. A slip then becomes
/// part of the archive in one step, ``store(_:again:ending:)``: after a crash it is there wholly or not at all.
///
/// Several programs may work on one archive at once. All methods may be called from any task.
public protocol Archive: Sendable {
    /// Whether it is encrypted: names, numbers and fields of persons are then found by their whole values alone.
    var isEncrypted: Bool { get }

    // MARK: Content

    /// Keeps bytes under their digest; durable when it returns, and kept once however often it is given.
    func keep(_ content: [UInt8]) async throws(ArchiveError) -> ContentDigest

    /// Keeps the bytes of a regular file, read in pieces.
    ///
    /// - Throws: ``ArchiveError/sourceChanged(path:)`` when the file is written to meanwhile.
    func keep(fileAt path: String) async throws(ArchiveError) -> ContentDigest

    /// The bytes with this digest, checked against it.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)``, ``ArchiveError/contentDamaged(_:path:)``.
    func content(of digest: ContentDigest) async throws(ArchiveError) -> [UInt8]

    /// The path of a file with these bytes, to be opened for reading only, until it is given back (``close(_:)``).
    ///
    /// Of an encrypted archive it is a decrypted copy that lies in memory.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)``.
    func path(of digest: ContentDigest) async throws(ArchiveError) -> String

    /// Gives back a file that ``path(of:)`` gave: where it is a decrypted copy, it is removed.
    func close(_ digest: ContentDigest) async

    /// The path of the file that keeps these bytes, encrypted in an encrypted archive, to be told to a person.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)``.
    func place(of digest: ContentDigest) async throws(ArchiveError) -> String

    // MARK: Slips

    /// What the archive holds of the slips with these original bytes, in their order; empty when they are not
    /// archived.
    ///
    /// Where the file was once taken for one slip and once for several, the newer reading counts.
    func holdings(of original: ContentDigest) async throws(ArchiveError) -> [Holding]

    /// Archives the reviewed slips of a file, or new reviews of them, all in one step; either way the file's
    /// entries leave the quarantine, but for the pages that were lost this time.
    ///
    /// When a slip is there already with a review by the same catalog, the bytes are recorded as a further
    /// submission and the review is dropped, unless `again` is set or that review lacks pages; and always where a
    /// person corrected a slip that lacks none.
    ///
    /// - Parameters:
    ///   - file: The slips, and the pages that were lost.
    ///   - again: Whether a new review supersedes one by the same catalog.
    ///   - ending: What became of the input; nil outside of batches. Where the batch has this ending already, nothing is
    ///     recorded.
    /// - Returns: What it came to, for each slip.
    /// - Throws: ``ArchiveError/contentMissing(_:)`` when what the slip refers to was not kept before,
    ///   ``ArchiveError/unfitReview(reason:)`` when the review is not of the contract's form, or not this slip's.
    func store(_ file: ReviewedFile, again: Bool, ending: InputEnding?)
        async throws(ArchiveError) -> [StoreOutcome]

    /// Records that the bytes of a file's archived slips were handed in again; its entries leave the quarantine.
    ///
    /// - Parameters:
    ///   - submissions: The slips of the file.
    ///   - ending: What became of the input; nil outside of batches. Where the batch has this ending already, nothing is
    ///     recorded.
    /// - Returns: The newest reviews with these submissions' sources, flagged `resubmitted_scan`.
    /// - Throws: ``ArchiveError/unknownID(_:)`` when no slip with these bytes is archived.
    func resubmit(_ submissions: [Submission], ending: InputEnding?)
        async throws(ArchiveError) -> [ReviewDocument]

    /// The claims with slips, those that a slip was last handed in with first.
    func claims(limit: Int) async throws(ArchiveError) -> [ClaimEntry]

    /// The IDs of the slips that came with a claim, in the order in which they were handed in; empty for no such claim.
    func slips(ofClaim claim: String) async throws(ArchiveError) -> [String]

    /// The slip with this ID.
    ///
    /// - Parameter prefix: The ID, or as many of its first digits as no other has.
    /// - Returns: The slip with its newest review and its history.
    /// - Throws: ``ArchiveError/unknownID(_:)``, ``ArchiveError/ambiguousID(_:candidates:)``.
    func slip(_ prefix: String) async throws(ArchiveError) -> ArchivedSlip

    /// Records that slips are given out of the archive, before they are.
    ///
    /// - Parameters:
    ///   - slips: Their whole IDs.
    ///   - by: Who gets them.
    ///   - reason: Why; nil where none was given.
    /// - Throws: ``ArchiveError`` where it cannot be recorded: then nothing may be given out.
    func recordExport(of slips: [String], by: String, reason: String?) async throws(ArchiveError)

    /// Finds slips by their newest reviews, those archived last first.
    ///
    /// - Parameters:
    ///   - query: What to look for; an empty query finds every slip.
    ///   - cursor: Where to go on; nil from the beginning.
    ///   - limit: How many slips to give at most, from 1.
    /// - Returns: A part of the slips; following the cursors gives each slip that was archived when the search
    ///   began exactly once, even while others are archived.
    /// - Throws: ``ArchiveError/nothingToSearchFor(_:)`` when words are given that hold no letter or digit.
    func search(_ query: SearchQuery, after cursor: SearchCursor?, limit: Int)
        async throws(ArchiveError) -> SearchPage

    /// Finds slips as ``search(_:after:limit:)`` does, and gives what a list shows of them, without opening reviews.
    ///
    /// - Parameters:
    ///   - query: What to look for.
    ///   - cursor: Where to go on; nil from the beginning.
    ///   - limit: How many slips to give at most, from 1.
    /// - Returns: A part of the slips.
    /// - Throws: ``ArchiveError/nothingToSearchFor(_:)``.
    func list(_ query: SearchQuery, after cursor: SearchCursor?, limit: Int)
        async throws(ArchiveError) -> ListedPage

    /// How many lines of the slips that a search finds charge an entry, and for how much.
    ///
    /// - Throws: ``ArchiveError/nothingToSearchFor(_:)``.
    func charges(of entry: String, on query: SearchQuery) async throws(ArchiveError) -> ChargeSum

    /// How many slips a search finds, and how much money is on them.
    ///
    /// - Throws: ``ArchiveError/nothingToSearchFor(_:)`` when words are given that hold no letter or digit.
    func sum(_ query: SearchQuery) async throws(ArchiveError) -> WorkSum

    // MARK: People

    /// Archives a correction with the review that it leads to, all in one step.
    ///
    /// From now on a review of the slip as it was read supersedes it no more (``store(_:again:ending:)``).
    ///
    /// - Throws: ``ArchiveError/superseded(id:by:)`` when the review that was corrected is not the newest any more,
    ///   ``ArchiveError/contentMissing(_:)``, ``ArchiveError/unfitReview(reason:)``.
    func correct(_ correction: CorrectedReview) async throws(ArchiveError)

    /// Records an opinion of a slip's newest review.
    ///
    /// - Parameters:
    ///   - outcome: What it comes to.
    ///   - slip: The slip's whole ID.
    ///   - review: The digest of the review: it must still be the newest.
    ///   - by: Whose opinion it is.
    ///   - note: What is said about it.
    /// - Throws: ``ArchiveError/superseded(id:by:)``; ``ArchiveError/notSettled(id:)`` when a slip is to be confirmed that
    ///   is not at the stage ``WorkStage/second``; ``ArchiveError/ownWork(id:by:)`` when somebody is to confirm
    ///   what he corrected himself since it was last confirmed.
    func record(
        _ outcome: ArchiveEvent.Opinion.Outcome, of slip: String, review: ContentDigest, by: String,
        note: String
    ) async throws(ArchiveError)

    /// Records that somebody looks at something, before it is shown.
    ///
    /// - Throws: ``ArchiveError`` where it cannot be recorded: then nothing may be shown.
    func record(_ access: ArchiveEvent.Access) async throws(ArchiveError)

    /// Records several looks together, each by an event of its own, before what they are at is shown.
    ///
    /// - Throws: ``ArchiveError`` where they cannot be recorded: then nothing may be shown.
    func record(_ accesses: [ArchiveEvent.Access]) async throws(ArchiveError)

    /// From which amounts on a second person must confirm what nobody corrected.
    func secondPersonAmounts() async throws(ArchiveError) -> SecondPersonAmounts

    /// Records from which amounts on a second person must confirm; it holds for what is reviewed from now on.
    func setSecondPersonAmounts(
        _ amounts: SecondPersonAmounts, by: String, reason: String
    ) async throws(ArchiveError)

    /// Records that an account changes, before it does.
    ///
    /// - Throws: ``ArchiveError`` where it cannot be recorded: then nothing may be changed.
    func record(_ change: ArchiveEvent.AccountChange) async throws(ArchiveError)

    /// The newest change of each account that the log tells of, by the accounts' names.
    ///
    /// - Throws: ``ArchiveError`` where the log cannot be read.
    func accountChanges() async throws(ArchiveError) -> [String: RecordedAccountChange]

    /// Who looked at a slip, newest first.
    ///
    /// - Parameters:
    ///   - slip: Its whole ID.
    ///   - limit: How many to give at most.
    /// - Returns: The looks.
    /// - Throws: ``ArchiveError/unknownID(_:)``.
    func accesses(to slip: String, limit: Int) async throws(ArchiveError) -> [RecordedAccess]

    /// The slips at a stage.
    ///
    /// - Parameters:
    ///   - stage: The stage.
    ///   - order: In which order.
    ///   - offset: How many to pass over.
    ///   - limit: How many to give at most.
    /// - Returns: The slips, with what their newest reviews say.
    /// - Throws: ``ArchiveError`` where the database cannot be read.
    func work(
        at stage: WorkStage, by order: WorkOrder, offset: Int, limit: Int
    ) async throws(ArchiveError) -> [WorkEntry]

    /// How much work is at each stage; a stage without any is absent.
    func workSums() async throws(ArchiveError) -> [WorkStage: WorkSum]

    // MARK: Receipts

    /// Which slips a slip seems to repeat, or to be repeated by, though their bytes are others.
    ///
    /// - Parameter slip: Its whole ID.
    /// - Returns: One for each of the other slips.
    /// - Throws: ``ArchiveError/unknownID(_:)``.
    func repetitions(of slip: String) async throws(ArchiveError) -> [Repetition]

    /// A receipt, with the slips that bear its number and what became of its claim.
    ///
    /// - Parameters:
    ///   - number: Its number.
    ///   - code: Its code; nil where one code alone has the number.
    /// - Returns: The receipt.
    /// - Throws: ``ArchiveError/unknownReceipt(_:)``, ``ArchiveError/ambiguousReceipt(_:codes:)``.
    func receipt(_ number: String, code: String?) async throws(ArchiveError) -> RegisteredReceipt

    /// Records that a receipt was paid, or its payment taken back.
    ///
    /// - Throws: ``ArchiveError/receiptIs(_:receipt:)`` unless what was not paid is paid, or what was paid is taken back.
    func change(
        receipt number: String, code: String?, to state: ReceiptState, by: String, reason: String
    ) async throws(ArchiveError)

    /// Records that a person compared a slip with one that it seems to repeat, and that it may stand. Somebody else must
    /// confirm that.
    ///
    /// - Throws: ``ArchiveError/noRepetition(id:earlier:)``, ``ArchiveError/unknownID(_:)``.
    func clear(_ slip: String, of earlier: String, by: String, reason: String) async throws(ArchiveError)

    /// The pairs of slips of which the later seems to repeat the earlier and nobody decided about it, oldest first.
    func openRepetitions() async throws(ArchiveError) -> [(slip: String, repetition: Repetition)]

    // MARK: Spot checks

    /// Findings by month and hospitals, of the slips of a period.
    ///
    /// - Parameters:
    ///   - first: The earliest date of the slips; nil for any.
    ///   - last: The latest, included; nil for any.
    /// - Returns: The figures, of the newest reviews.
    /// - Throws: ``ArchiveError`` where the archive cannot be read.
    func figures(from first: CalendarDate?, to last: CalendarDate?) async throws(ArchiveError) -> AuditFigures

    /// Draws slips for a spot check, and records the draw.
    ///
    /// - Returns: What was drawn.
    func draw(_ plan: SamplePlan, by: String) async throws(ArchiveError) -> SampleList

    // MARK: Keeping

    /// Until when each slip is kept, which may be destroyed, and what was proposed.
    func retentionLedger() async throws(ArchiveError) -> RetentionLedger

    /// Records for how long a slip is kept, or all that are handed in for the first time from now on.
    ///
    /// - Throws: ``ArchiveError/retentionIs(_:id:)`` where the slip's time would not become longer,
    ///   ``ArchiveError/unknownID(_:)``.
    func setRetention(
        _ retention: RetentionClass, of slip: String?, by: String, reason: String
    ) async throws(ArchiveError)

    /// Proposes that slips be destroyed whose time is over; somebody else must approve it.
    ///
    /// - Parameters:
    ///   - slips: The slips' IDs, or their beginnings; nil for all whose time is over.
    ///   - by: Who proposes it.
    ///   - reason: Why.
    /// - Returns: The proposal's number.
    /// - Throws: ``ArchiveError/keptUntil(_:id:)``, ``ArchiveError/nothingDue``, ``ArchiveError/unknownID(_:)``.
    func proposeDestruction(of slips: [String]?, by: String, reason: String)
        async throws(ArchiveError) -> Int64

    /// Decides about a proposal. Where it is approved, nothing is kept of the slips but their events and the list.
    ///
    /// - Returns: How many slips it is about.
    /// - Throws: ``ArchiveError/unknownProposal(_:)``, ``ArchiveError/ownProposal(_:by:)``,
    ///   ``ArchiveError/notDestructible(reason:)``.
    @discardableResult
    func decideDestruction(
        _ proposal: Int64, _ outcome: ArchiveEvent.DestructionDecided.Outcome, by: String, note: String
    ) async throws(ArchiveError) -> Int

    /// Removes what a crash left of destroyed slips.
    ///
    /// - Returns: How many contents were removed.
    func finishDestruction() async throws(ArchiveError) -> Int

    /// Reads a part of the contents again, compares them with their digests, and records what it came to.
    ///
    /// - Parameters:
    ///   - part: Which part, from 0.
    ///   - parts: In how many parts the contents are read.
    /// - Returns: How many contents were read, and which of them are missing or damaged.
    /// - Throws: ``ArchiveError`` where the events cannot be read, or this one not be recorded.
    func scrub(part: Int, of parts: Int) async throws(ArchiveError) -> ArchiveEvent.Scrubbed

    // MARK: Quarantine

    /// Records that an input, or pages of it, could not be processed.
    ///
    /// The same page of the same bytes from the same source is one entry, whose attempts add up.
    ///
    /// - Parameters:
    ///   - inputs: The input, or its pages.
    ///   - ending: What became of the input; nil outside of batches. Where the batch has this ending already, nothing is
    ///     recorded.
    /// - Throws: ``ArchiveError/contentMissing(_:)`` when an original was not kept before.
    func quarantine(_ inputs: [QuarantinedInput], ending: InputEnding?) async throws(ArchiveError)

    /// The entries of the quarantine, oldest first: all, or those from one source.
    func quarantined(source: String?) async throws(ArchiveError) -> [QuarantineEntry]

    /// Lets what came from a file leave the quarantine, if anything is there, without a slip of it: a `claim.json` that was
    /// mended.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)`` when the file was not kept before.
    func release(_ submission: Submission) async throws(ArchiveError)

    /// What to read again: the originals in quarantine, each once, oldest first.
    ///
    /// An entry whose bytes could not be read has no original; it is tried again from its source.
    func quarantinedOriginals() async throws(ArchiveError) -> [QuarantinedOriginal]

    // MARK: Batches

    /// Records that a run of processing begins, or goes on with the newest batch of the same plan that was interrupted.
    ///
    /// - Returns: The batch, with what had ended before.
    func begin(_ plan: BatchPlan) async throws(ArchiveError) -> Batch

    /// What became of an input earlier in the batch; nil while it has not ended.
    func ending(of source: String, original: ContentDigest?, in batch: Int64)
        async throws(ArchiveError) -> InputEnding?

    /// Records that the last input of a batch has ended; does nothing where that is recorded already.
    ///
    /// - Returns: The batch with its totals.
    /// - Throws: ``ArchiveError/unknownBatch(_:)``.
    func end(batch number: Int64) async throws(ArchiveError) -> Batch

    /// The batches, the newest first.
    func batches() async throws(ArchiveError) -> [Batch]

    /// A batch by its number.
    ///
    /// - Throws: ``ArchiveError/unknownBatch(_:)``.
    func batch(_ number: Int64) async throws(ArchiveError) -> Batch

    /// How the inputs of a batch ended, in the order in which they did.
    ///
    /// - Throws: ``ArchiveError/unknownBatch(_:)``.
    func endings(in batch: Int64) async throws(ArchiveError) -> [InputEnding]

    /// Keeps other programs from working on these bytes until ``giveBack(_:)``, or until this program ends, however it
    /// does.
    ///
    /// - Returns: Whether nobody else works on them.
    func take(_ original: ContentDigest) async throws(ArchiveError) -> Bool

    /// Lets other programs work on these bytes.
    func giveBack(_ original: ContentDigest) async

    // MARK: Proof

    /// Signs a checkpoint of the whole log, or gives the newest one where nothing was added since.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where the log does not continue the newest checkpoint: nothing is signed
    ///   then.
    func checkpoint() async throws(ArchiveError) -> SignedCheckpoint

    /// Lets a new key take the place of the log's signing key; the old one is gone then.
    ///
    /// - Returns: A checkpoint that both keys signed, which records the change.
    /// - Throws: ``ArchiveError/log(reason:)``, or what the disk says; what was begun is gone on with the next time.
    func changeKey(by: String, reason: String) async throws(ArchiveError) -> SignedCheckpoint

    /// What asks a witness to cosign a checkpoint of the whole log.
    ///
    /// - Parameter older: How many events the witness's last checkpoint counts; 0 for none.
    /// - Returns: The newest checkpoint with the proof that it continues that one.
    /// - Throws: ``ArchiveError/log(reason:)`` where the log has not so many events, or cannot be signed.
    func witnessRequest(since older: UInt64) async throws(ArchiveError) -> WitnessRequest

    /// Whether the log as it stands holds, unaltered and in their order, all events that a checkpoint counts.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where the log cannot be signed.
    func continues(_ checkpoint: Checkpoint) async throws(ArchiveError) -> Bool

    /// The key by which anybody checks the archive's checkpoints.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where there is none.
    func verifierKey() async throws(ArchiveError) -> VerifierKey

    /// The proofs that the newest reviews of slips are in the log, by one checkpoint, and the events that they prove.
    ///
    /// - Parameter prefixes: The slips' IDs, or as many of their first digits as no other has.
    /// - Returns: For each slip the proof, and the event that the review was recorded as.
    /// - Throws: ``ArchiveError/unknownID(_:)``, ``ArchiveError/ambiguousID(_:candidates:)``, or what keeps the log
    ///   from being signed.
    func proofs(of prefixes: [String]) async throws(ArchiveError) -> [(proof: LogProof, entry: LogEntry)]

    /// The events of a slip, each with its proof by one checkpoint and with what opens its commitments: all that
    /// somebody needs who is to check the slip's history elsewhere.
    ///
    /// - Parameter prefix: The slip's ID, or as many of its first digits as no other has.
    /// - Returns: All events that concern it, in the order of the log: what was handed in and how it ended, pages, reviews,
    ///   corrections, opinions, looks, exports, retention, and what became of its receipt.
    /// - Throws: ``ArchiveError/unknownID(_:)``, ``ArchiveError/ambiguousID(_:candidates:)``, or what keeps the log from
    ///   being signed.
    func provenHistory(of prefix: String) async throws(ArchiveError) -> [ProvenEvent]

    /// Derives again everything that the archive claims.
    ///
    /// - Parameters:
    ///   - checkpoint: One that was kept elsewhere, which the archive must continue.
    ///   - recalled: What this machine saw of it, recalled before; it must continue what was seen in its place.
    /// - Returns: What is missing or altered, each object by its name.
    /// - Throws: ``ArchiveError`` where the database cannot be read at all.
    func verify(
        against checkpoint: SignedCheckpoint?, recalling recalled: RecalledLog
    ) async throws(ArchiveError) -> VerificationReport

    /// Records that the archive was verified.
    ///
    /// - Parameters:
    ///   - report: What it came to.
    ///   - checkpoint: The checkpoint kept elsewhere that it was held against.
    ///   - by: Who did it.
    /// - Throws: ``ArchiveError`` where it cannot be recorded.
    func recordVerification(
        _ report: VerificationReport, against checkpoint: SignedCheckpoint?, by: String
    ) async throws(ArchiveError)

    // MARK: Copies

    /// Makes a copy of the archive as it stands, while others may work on it, and verifies the copy.
    ///
    /// The copy appears under its name only when it is whole and sound.
    ///
    /// - Parameter path: Where; nothing may be there.
    /// - Returns: What verifying the copy came to.
    /// - Throws: ``ArchiveError`` where the archive cannot be read, the copy not be written, or the copy is not sound.
    func copy(to path: String) async throws(ArchiveError) -> VerificationReport

    /// Records that a copy was made.
    ///
    /// - Parameter copy: What verifying it came to.
    /// - Throws: ``ArchiveError`` where it cannot be recorded.
    func recordBackup(_ copy: VerificationReport) async throws(ArchiveError)

    /// When the newest copy was made that the log tells of; nil where it tells of none.
    func newestBackup() async throws(ArchiveError) -> Timestamp?
}

extension Archive {
    /// Derives again everything that the archive claims, as ``verify(against:recalling:)`` does without a memory.
    public func verify(
        against checkpoint: SignedCheckpoint?
    ) async throws(ArchiveError) -> VerificationReport {
        try await verify(against: checkpoint, recalling: RecalledLog())
    }
}

extension Archive {
    /// Archives slips of a file that lost no page, outside of batches.
    public func store(_ slips: [ReviewedSlip], again: Bool) async throws(ArchiveError) -> [StoreOutcome] {
        try await store(ReviewedFile(slips: slips), again: again, ending: nil)
    }

    /// Records that the bytes of a slip were handed in again, outside of batches.
    public func resubmit(_ submission: Submission) async throws(ArchiveError) -> ReviewDocument {
        try await resubmit([submission], ending: nil)[0]
    }

    /// Records that an input, or a page of it, could not be processed, outside of batches.
    public func quarantine(_ input: QuarantinedInput) async throws(ArchiveError) {
        try await quarantine([input], ending: nil)
    }

    /// The proof of one slip, as ``proofs(of:)`` gives it.
    ///
    /// - Parameter prefix: The slip's ID, or as many of its first digits as no other has.
    /// - Returns: The proof, and the event that the review was recorded as.
    /// - Throws: What ``proofs(of:)`` throws.
    public func proof(of prefix: String) async throws(ArchiveError) -> (proof: LogProof, entry: LogEntry) {
        try await proofs(of: [prefix])[0]
    }
}

/// An input in quarantine, to be processed again.
public struct QuarantinedOriginal: Hashable, Sendable {
    public var source: String
    /// The kept bytes; nil when they could not be read at the time.
    public var original: ContentDigest?
    /// The claim that it came with, if any.
    public var claim: String?

    public init(source: String, original: ContentDigest?, claim: String?) {
        self.source = source
        self.original = original
        self.claim = claim
    }
}
