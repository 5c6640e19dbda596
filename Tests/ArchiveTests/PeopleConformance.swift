import Archive
import Slips
import Testing

extension ArchiveConformance {
    /// What an archive must do with corrections, opinions and looks.
    static let people: [ArchiveConformance] = [
        .init(name: "a correction supersedes the review that it names, with author and reason") { archive in
            let made = MadeSlip(decision: "needs_review", pageCount: 2)
            try await made.store(in: archive)
            let base = try #require(try await archive.slip(made.original.hex).reviews.last)
            try await correct(made, from: base.document, by: "张", decision: "accepted", in: archive)
            let slip = try await archive.slip(made.original.hex)
            #expect(slip.reviews.map(\.decision) == ["needs_review", "accepted"])
            #expect(slip.reviews[1].pages == slip.reviews[0].pages)
            #expect(slip.reviews[1].correction == slip.corrections.first?.sequence)
            #expect(slip.newestCorrection?.fact.by == "张")
            #expect(slip.newestCorrection?.fact.review == base.sequence)
            #expect(slip.newestCorrection?.fact.reason == "误读")
            // Somebody who still has the first review before the eyes is told.
            await #expect(throws: ArchiveError.superseded(id: slip.id, by: "张")) {
                try await correct(made, from: base.document, by: "李", decision: "accepted", in: archive)
            }
            #expect(try await archive.slip(made.original.hex).reviews.count == 2)
        },
        .init(name: "no review of a slip as it was read supersedes a person's correction") { archive in
            var made = MadeSlip(decision: "needs_review")
            try await made.store(in: archive)
            let base = try #require(try await archive.slip(made.original.hex).reviews.last)
            try await correct(made, from: base.document, by: "张", decision: "accepted", in: archive)
            made.catalogSHA256 = String(repeating: "b", count: 64)
            #expect(try await made.store(in: archive) == .alreadyArchived)
            #expect(try await made.store(in: archive, again: true) == .alreadyArchived)
            let slip = try await archive.slip(made.original.hex)
            #expect(slip.reviews.count == 2 && slip.submissions.count == 3)
        },
        .init(name: "nobody confirms his own work, and an opinion moves a slip on") { archive in
            let made = MadeSlip(decision: "needs_review")
            try await made.store(in: archive)
            try await MadeSlip(content: "other").store(in: archive)
            func stages() async throws -> [WorkStage: Int] {
                try await archive.workSums().mapValues(\.slips)
            }
            #expect(try await stages() == [.clerk: 1, .done: 1])
            let id = made.original.hex
            let base = try #require(try await archive.slip(id).reviews.last)
            await #expect(throws: ArchiveError.notSettled(id: id), "nobody corrected it") {
                try await archive.record(.confirmed, of: id, review: base.document, by: "李", note: "")
            }
            try await correct(made, from: base.document, by: "张", decision: "accepted", in: archive)
            #expect(try await stages() == [.second: 1, .done: 1])
            let corrected = try #require(try await archive.slip(id).reviews.last?.document)
            await #expect(throws: ArchiveError.ownWork(id: id, by: "张")) {
                try await archive.record(.confirmed, of: id, review: corrected, by: "张", note: "")
            }
            await #expect(throws: ArchiveError.superseded(id: id, by: "张")) {
                try await archive.record(.confirmed, of: id, review: base.document, by: "李", note: "")
            }
            try await archive.record(.sentBack, of: id, review: corrected, by: "李", note: "第2行再看")
            let work = try await archive.work(at: .clerk, by: .amount, offset: 0, limit: 10)
            #expect(work.map(\.note) == ["第2行再看"] && work.map(\.author) == ["张"])
            #expect(work.map(\.total) == [Money(fen: 37_50)])
            await #expect(throws: ArchiveError.notSettled(id: id), "it was sent back") {
                try await archive.record(.confirmed, of: id, review: corrected, by: "李", note: "")
            }
            try await correct(made, from: corrected, by: "张", decision: "accepted", in: archive)
            let again = try #require(try await archive.slip(id).reviews.last?.document)
            try await archive.record(.confirmed, of: id, review: again, by: "李", note: "")
            #expect(try await stages() == [.done: 2])
            #expect(try await archive.slip(id).opinions.map(\.fact.outcome) == [.sentBack, .confirmed])
        },
        .init(name: "what reaches a set amount waits for a second person, though nobody corrected it") {
            archive in
            try await MadeSlip(content: "before", total: "900.00").store(in: archive)
            let amounts = SecondPersonAmounts(slips: Money("500.00"), findings: Money("100.00"))
            try await archive.setSecondPersonAmounts(amounts, by: "系统", reason: "制度")
            #expect(try await archive.secondPersonAmounts() == amounts)
            try await MadeSlip(content: "small", receiptNumber: "1", total: "499.99").store(in: archive)
            let large = MadeSlip(content: "large", receiptNumber: "2", total: "500.00")
            try await large.store(in: archive)
            try await MadeSlip(content: "asks", receiptNumber: "3", total: "800.00", decision: "needs_review")
                .store(in: archive)
            let sums = try await archive.workSums()
            #expect(sums.mapValues(\.slips) == [.done: 2, .second: 1, .clerk: 1])
            #expect(sums[.done]?.total == Money("1399.99") && sums[.second]?.total == Money("500.00"))
            #expect(try await archive.sum(SearchQuery()) == WorkSum(slips: 4, total: Money(fen: 269_999)))
            let review = try #require(try await archive.slip(large.original.hex).reviews.last?.document)
            try await archive.record(
                .confirmed, of: large.original.hex, review: review, by: "李", note: "")
            #expect(try await archive.workSums().mapValues(\.slips) == [.done: 3, .clerk: 1])
            // Not set any more.
            try await archive.setSecondPersonAmounts(
                SecondPersonAmounts(slips: nil, findings: nil), by: "系统", reason: "停用")
            try await MadeSlip(content: "later", receiptNumber: "4", total: "9999.00").store(in: archive)
            #expect(try await archive.workSums()[.done]?.slips == 4)
            #expect(try await archive.verify(against: nil).problems.isEmpty)
        },
        .init(name: "looks of many at once are all recorded, and one that cannot be keeps nobody from it") {
            archive in
            let made = MadeSlip()
            try await made.store(in: archive)
            let id = made.original.hex
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            try await archive.record(
                                ArchiveEvent.Access(
                                    by: "\(number)", act: .view, slip: number == 50 ? "none" : id))
                            return true
                        } catch ArchiveError.unknownID {
                            return false
                        }
                    }
                }
                var recorded = 0
                for try await isRecorded in group where isRecorded { recorded += 1 }
                #expect(recorded == 99)
            }
            #expect(try await archive.accesses(to: id, limit: 200).count == 99)
        },
        .init(name: "work is listed by money or by age, a part at a time") { archive in
            for number in 0..<5 {
                try await MadeSlip(content: "scan \(number)", decision: "needs_review").store(in: archive)
            }
            for order in WorkOrder.allCases {
                let first = try await archive.work(at: .clerk, by: order, offset: 0, limit: 3)
                let rest = try await archive.work(at: .clerk, by: order, offset: 3, limit: 3)
                #expect(first.count == 3 && rest.count == 2)
                #expect(Set((first + rest).map(\.id)).count == 5)
            }
            let all = WorkSum(slips: 5, total: Money(fen: 5 * 37_50))
            #expect(try await archive.workSums() == [.clerk: all])
            #expect(try await archive.sum(SearchQuery(words: "阿莫西林")) == all)
            #expect(
                try await archive.sum(SearchQuery(decision: "accepted")) == WorkSum(slips: 0, total: .zero))
        },
        .init(name: "who looked at a slip is told, newest first") { archive in
            let made = MadeSlip()
            try await made.store(in: archive)
            let id = made.original.hex
            let acts: [ArchiveEvent.Access.Act] = [.view, .picture, .unmask]
            for act in acts { try await archive.record(.init(by: "李", act: act, slip: id, from: "::1")) }
            try await archive.record(ArchiveEvent.Access(by: "李", act: .login))
            try await archive.record(
                ArchiveEvent.AccountChange(
                    by: "command line", account: "李", change: .added, roles: ["clerk"]))
            #expect(try await archive.accesses(to: id, limit: 2).map(\.fact.act) == [.unmask, .picture])
            #expect(try await archive.verify(against: nil).isSound)
        },
    ]

    /// Archives a correction that changes the decision.
    static func correct(
        _ made: MadeSlip, from base: ContentDigest, by: String, decision: String,
        reason: String = "误读", in archive: any Archive
    ) async throws {
        var corrected = made
        corrected.decision = decision
        let pages = try #require(try await archive.slip(made.original.hex).reviews.last?.pages)
        try await archive.correct(
            CorrectedReview(
                slip: made.original.hex, base: base, by: by, reason: reason,
                changes: try await archive.keep(Array("changes".utf8)),
                corrected: try await archive.keep(Array("slip".utf8)),
                review: try corrected.review(of: pages)))
    }
}
