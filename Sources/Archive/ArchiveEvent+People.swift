/// What people do with an archive: corrections, second opinions, looks and accounts.
extension ArchiveEvent {
    /// A person corrected a slip; the review that it led to is recorded next.
    public struct Correction: Hashable, Codable, Sendable {
        public var slip: String
        /// The place in the log of the review that was corrected.
        public var review: Int64
        /// The account's name, or as given at the command line.
        public var by: String
        public var reason: String
        /// The digest of what was changed, as JSON (`slipway.changes.v1`); nil where a correction was undone.
        public var changes: ContentDigest?
        /// The digest of the slip as it stood after the correction, as JSON.
        public var corrected: ContentDigest
        /// The place in the log of the correction that this one undoes; nil where it is none.
        public var undoes: Int64?

        public init(
            slip: String, review: Int64, by: String, reason: String, changes: ContentDigest?,
            corrected: ContentDigest, undoes: Int64?
        ) {
            self.slip = slip
            self.review = review
            self.by = by
            self.reason = reason
            self.changes = changes
            self.corrected = corrected
            self.undoes = undoes
        }
    }

    /// What somebody said of a review who did not make it.
    public struct Opinion: Hashable, Codable, Sendable {
        public enum Outcome: String, Codable, Sendable, CaseIterable {
            /// 复核通过: a second person found it right.
            case confirmed
            /// 退回: a second person wants it corrected.
            case sentBack = "sent_back"
            /// 退件: papers are wanting; it goes back to whoever handed it in.
            case returned
        }

        public var slip: String
        /// The place in the log of the review.
        public var review: Int64
        public var by: String
        public var outcome: Outcome
        /// Empty where there is nothing to say.
        public var note: String

        public init(slip: String, review: Int64, by: String, outcome: Outcome, note: String) {
            self.slip = slip
            self.review = review
            self.by = by
            self.outcome = outcome
            self.note = note
        }
    }

    /// Somebody looked at something, signed in, or was refused.
    public struct Access: Hashable, Codable, Sendable {
        /// The kinds of access that are recorded; personal data is shown only after its event is on the disk.
        public enum Act: String, Codable, Sendable, CaseIterable {
            case login
            case loginFailed = "login_failed"
            case logout
            /// A slip's review with masked personal data.
            case view
            /// Names and numbers unmasked.
            case unmask
            /// A page's picture; the detail says whether personal data was covered.
            case picture
            /// The archive was searched; the detail names the filters, not what they were set to.
            case search
            case refused
        }

        public var by: String
        public var act: Act
        /// The slip's ID; nil where it was none.
        public var slip: String?
        /// The address from which it was done; nil at the command line.
        public var from: String?
        /// What else there is to say: a reason given, a page's number, a path that was refused.
        public var detail: String?

        public init(by: String, act: Act, slip: String? = nil, from: String? = nil, detail: String? = nil) {
            self.by = by
            self.act = act
            self.slip = slip
            self.from = from
            self.detail = detail
        }
    }

    /// An account of the web page was made or changed.
    public struct AccountChange: Hashable, Codable, Sendable {
        public enum Change: String, Codable, Sendable {
            case added, disabled, enabled, password
            case oneTimeCode = "one_time_code"
            case oneTimeCodeDropped = "one_time_code_dropped"
            /// The same password was hashed anew, at a login, since what a hash must cost has changed.
            case rehashed
        }

        /// Who changed it: an account, or the account and its number on the machine of the command line.
        public var by: String
        public var account: String
        public var change: Change
        /// The roles that the account has from now on.
        public var roles: [String]
        /// The SHA-256 of the account's row from now on, as `docs/archive-format.md` writes it; nil in older logs.
        public var row: ContentDigest?

        public init(by: String, account: String, change: Change, roles: [String], row: ContentDigest? = nil) {
            self.by = by
            self.account = account
            self.change = change
            self.roles = roles
            self.row = row
        }
    }
}
