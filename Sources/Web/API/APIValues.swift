import Archive
import Catalog
import Extraction
import Processing
import Review
import Slips

/// What `POST /api/v1/session` takes.
struct APILogin: Decodable {
    var name: String
    var password: String
    var code: String?
}

/// Who is signed in.
struct APISession: Encodable {
    var name: String
    var roles: [String]
    var csrf: String

    init(_ session: Session) {
        name = session.account.name
        roles = session.account.roles.map(\.rawValue).sorted()
        csrf = session.csrf
    }
}

/// Why something is done.
struct APIReason: Decodable { var reason: String }

/// A correction: `docs/corrections.md` describes the changes.
struct APICorrection: Decodable {
    var review: String
    var changes: [SlipChange]
    var reason: String
}

/// An opinion of a review.
struct APIOpinion: Decodable {
    var review: String
    var outcome: ArchiveEvent.Opinion.Outcome
    var note: String?
}

/// What came of a correction.
struct APIMade: Encodable {
    var id: String
    var review: String
    var decision: String

    init(_ slip: ArchivedSlip) {
        id = slip.id
        review = slip.reviews.last?.document.hex ?? ""
        decision = slip.summary.decision
    }
}

/// A list of work.
struct APIWork: Encodable {
    struct Entry: Encodable {
        var id: String
        var stage: WorkStage
        var since: String
        var kind: String
        var hospital: String?
        /// Masked.
        var patient: String?
        var date: String?
        var total: Money?
        var items: Int
        var doubtful_items: Int
        var flags: [String]
        var author: String?
        var note: String?

        init(_ entry: WorkEntry) {
            id = entry.id
            stage = entry.stage
            since = entry.since.description
            kind = entry.kind
            hospital = entry.hospital
            patient = entry.patient.map(Mask.name)
            date = entry.date?.description
            total = entry.total
            items = entry.items
            doubtful_items = entry.doubtfulItems
            flags = entry.flags
            author = entry.author
            note = entry.note
        }
    }

    /// How many there are at the stage, and how much money is on them.
    var slips: Int
    var total: Money
    var work: [Entry]
}

/// A part of what a search finds.
struct APIReviews: Encodable {
    struct Summary: Encodable {
        var id: String
        var kind: String
        var hospital: String?
        /// Masked.
        var patient: String?
        var date: String?
        var total: Money?
        var items: Int
        var flags: [String]
        var decision: String

        init(_ summary: ListedSlip) {
            id = summary.id
            kind = summary.kind
            hospital = summary.hospital
            patient = summary.patient.map(Mask.name)
            date = summary.date?.description
            total = summary.total
            items = summary.items
            flags = summary.flags
            decision = summary.decision
        }
    }

    var slips: Int
    var total: Money
    /// Where the next part begins; absent when this was the last.
    var next: Int64?
    var reviews: [Summary]
}

/// A record: its newest review, its personal data masked unless it was asked for.
struct APIRecord: Encodable {
    struct Correction: Encodable {
        var sequence: Int64
        var at: String
        var by: String
        var reason: String
        var undoes: Int64?
    }

    struct Opinion: Encodable {
        var at: String
        var by: String
        var outcome: ArchiveEvent.Opinion.Outcome
        var note: String
    }

    /// The SHA-256 of the newest review's JSON, which a correction names.
    var document: String
    var masked: Bool
    var review: SlipReview
    var corrections: [Correction]
    var opinions: [Opinion]

    init(_ record: RecordPage) {
        document = record.slip.reviews.last?.document.hex ?? ""
        masked = !record.isDisclosed
        review = record.isDisclosed ? record.review : record.review.masked
        corrections = record.slip.corrections.map { correction in
            Correction(
                sequence: correction.sequence, at: correction.at.description, by: correction.fact.by,
                reason: correction.fact.reason, undoes: correction.fact.undoes)
        }
        opinions = record.slip.opinions.map { opinion in
            Opinion(
                at: opinion.at.description, by: opinion.fact.by, outcome: opinion.fact.outcome,
                note: opinion.fact.note)
        }
    }
}

extension SlipReview {
    /// The review with personal data masked.
    var masked: SlipReview {
        var review = self
        for field in PersonalPrint.fields {
            guard var reading = review.fields[field.rawValue] else { continue }
            reading.value = reading.value.map { Mask.value($0, of: field) }
            reading.raw = nil
            review.fields[field.rawValue] = reading
        }
        return review
    }
}

/// A row of the catalog.
struct APIEntry: Encodable {
    var code: String
    var name: String
    var spec: String
    var unit: String
    var `class`: InsuranceClass
    var price_cap: Money?

    init(_ entry: CatalogEntry) {
        code = entry.code
        name = entry.name
        spec = entry.spec
        unit = entry.unit
        `class` = entry.insuranceClass
        price_cap = entry.priceCap
    }
}

/// What became of a file that was handed in.
struct APIReport: Encodable {
    struct Reason: Encodable {
        var `class`: String
        var reason: String
        var page: Int?

        init(_ failure: PageFailure) {
            `class` = failure.failureClass
            reason = failure.reason
            page = failure.page
        }
    }

    var source: String
    /// `reviewed`, `resubmitted`, `quarantined`, or `busy` where another run reads the same bytes.
    var outcome: String
    /// The IDs of its slips.
    var slips: [String]
    var reasons: [Reason]

    init(_ report: SlipReport) throws {
        source = report.source
        slips = try report.reviews.map { try RecordSummary(of: $0).id }
        reasons = []
        switch report.outcome {
        case .reviewed(_, let lost):
            outcome = "reviewed"
            reasons = lost.map(Reason.init)
        case .resubmitted, .doneBefore: outcome = "resubmitted"
        case .busy: outcome = "busy"
        case .quarantined(let failures):
            outcome = "quarantined"
            reasons = failures.map(Reason.init)
        }
    }
}
