public import Archive
import Foundation

/// Where the web page finds the checkpoint that a witness cosigned last.
public struct WitnessedCheckpoint: Hashable, Sendable {
    /// A file as ‘slipway witness’ writes it; it is read anew each time, since a witness goes on.
    public var path: String
    public var key: WitnessKey

    public init(path: String, key: WitnessKey) {
        self.path = path
        self.key = key
    }
}

/// What a witness outside the archive vouches for of an event.
enum WitnessStatus: Hashable, Sendable {
    /// What a witness saw: how many events the checkpoint counts, and when.
    struct Seen: Hashable, Sendable {
        var name: String
        var size: UInt64
        var at: Timestamp
    }

    /// The page was not told of any witness.
    case none
    /// The file is not there, or holds no checkpoint that this witness cosigned.
    case unusable(path: String)
    /// The event came after what the witness saw.
    case notYet(Seen)
    /// The event is among those that the witness saw.
    case seen(Seen)
    /// The log does not continue what the witness saw.
    case contradicted(Seen)

    /// As the JSON interface calls it.
    var name: String {
        switch self {
        case .none: "none"
        case .unusable: "unusable"
        case .notYet: "not_yet"
        case .seen: "witnessed"
        case .contradicted: "contradicted"
        }
    }

    /// What the witness saw, if anything.
    var seen: Seen? {
        switch self {
        case .none, .unusable: nil
        case .notYet(let seen), .seen(let seen), .contradicted(let seen): seen
        }
    }
}

extension WebService {
    /// What the witness vouches for of an event, by its place in the log alone: whether the log continues what was seen is
    /// not derived.
    func witnessClaim(ofEvent sequence: Int64) -> WitnessStatus { witnessed(sequence).status }

    /// What the witness vouches for of an event, the log's tree derived again.
    ///
    /// - Throws: What the archive says.
    func witnessStatus(ofEvent sequence: Int64) async throws -> WitnessStatus {
        let (status, checkpoint) = witnessed(sequence)
        guard let seen = status.seen, let checkpoint, try await !archive.continues(checkpoint) else {
            return status
        }
        return .contradicted(seen)
    }

    private func witnessed(_ sequence: Int64) -> (status: WitnessStatus, checkpoint: Checkpoint?) {
        guard let witness else { return (.none, nil) }
        guard let data = FileManager.default.contents(atPath: witness.path),
            let signed = SignedCheckpoint(String(decoding: data, as: UTF8.self)),
            let at = witness.key.time(ofCosignatureOn: signed)
        else { return (.unusable(path: witness.path), nil) }
        let size = signed.checkpoint.size
        let seen = WitnessStatus.Seen(name: witness.key.name, size: size, at: at)
        return (UInt64(clamping: sequence) <= size ? .seen(seen) : .notYet(seen), signed.checkpoint)
    }
}
