import Archive
import Hummingbird
import Slips

extension WebService {
    /// What is done with one record beside correcting it.
    func addRecordAPI(to router: Router<WebContext>) {
        router.get("/api/v1/reviews/:id/pages/:number") { request, context in
            let session = try await allow(.records, request, context)
            return try await picture(request, context, session)
        }
        router.post("/api/v1/reviews/:id/lease") { request, context in
            let session = try await allowChange(.correct, request, context)
            let id = try await archive.slip(try Self.id(context)).id
            return Response.json([
                "holder": await leases.take(id, for: session.account.name, at: clock().seconds)
            ])
        }
        router.post("/api/v1/reviews/:id/proof") { request, context in
            _ = try await allowChange(.prove, request, context)
            let slip = try await archive.slip(try Self.id(context))
            let (proof, entry) = try await archive.proof(of: slip.id)
            let key = try await archive.verifierKey()
            let witness = try await witnessStatus(ofEvent: entry.sequence)
            return Response.json(
                APIProof(
                    is_sound: proof.proves(entry.bytes, by: key),
                    review: slip.reviews.last?.document.hex ?? "",
                    sequence: entry.sequence, key: "\(key)", checkpoint: proof.checkpoint.note,
                    event: String(decoding: entry.bytes, as: UTF8.self), proof: proof.text,
                    witness: .init(witness)))
        }
        router.post("/api/v1/reviews/:id/export") { request, context in
            let session = try await allowChange(.export, request, context)
            let wanted: APIExport = try await Self.decoded(request, context)
            return try await exported(wanted.form, reason: wanted.reason, session, context)
        }
    }
}

/// What `POST …/export` takes.
struct APIExport: Decodable {
    var form: ExportForm
    var reason: String
}

/// Whether a record's review is in the signed log, with what proves it.
struct APIProof: Encodable {
    var is_sound: Bool
    var review: String
    var sequence: Int64
    var key: String
    var checkpoint: String
    var event: String
    var proof: String
    var witness: Witness

    /// What a witness outside the archive vouches for.
    struct Witness: Encodable {
        var status: String
        var name: String?
        var size: UInt64?
        var at: String?

        init(_ status: WitnessStatus) {
            self.status = status.name
            name = status.seen?.name
            size = status.seen?.size
            at = status.seen?.at.description
        }
    }
}
