/// Who works on which slip just now, so that two clerks do not unknowingly work on one.
///
/// A lease is a courtesy: what keeps corrections apart is that each names the review it was made on.
actor Leases {
    private struct Lease {
        var account: String
        /// Seconds since 1970.
        var until: Int64
    }

    private var leases: [String: Lease] = [:]
    /// Seconds for which a lease holds unless it is renewed; an open page renews it.
    static let duration: Int64 = 180

    /// Takes or renews a slip for an account, unless somebody else has it.
    ///
    /// - Returns: Who has it from now on.
    func take(_ slip: String, for account: String, at now: Int64) -> String {
        if let held = leases[slip], held.until > now, held.account != account { return held.account }
        leases = leases.filter { $0.value.until > now }
        leases[slip] = Lease(account: account, until: now + Self.duration)
        return account
    }

    /// Who has a slip; nil where nobody has.
    func holder(of slip: String, at now: Int64) -> String? {
        leases[slip].flatMap { $0.until > now ? $0.account : nil }
    }

    func release(_ slip: String, by account: String) {
        if leases[slip]?.account == account { leases[slip] = nil }
    }
}

/// Which sessions may see the personal data of which slips: each was asked for with a reason and recorded.
actor Disclosures {
    private struct Key: Hashable {
        var session: String
        var slip: String
    }

    private var until: [Key: Int64] = [:]
    /// Seconds for which personal data stays unmasked.
    static let duration: Int64 = 15 * 60

    func disclose(_ slip: String, to session: Session, at now: Int64) {
        until = until.filter { $0.value > now }
        until[Key(session: session.digest, slip: slip)] = now + Self.duration
    }

    func isDisclosed(_ slip: String, to session: Session, at now: Int64) -> Bool {
        until[Key(session: session.digest, slip: slip)].map { $0 > now } ?? false
    }
}
