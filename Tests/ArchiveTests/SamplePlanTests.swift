import Archive
import Slips
import Testing

@Suite struct `A spot check` {
    private let slips = (0..<300).map { number in
        SamplePlan.Candidate(
            id: "\(number)", hospital: number < 200 ? "甲医院" : number < 299 ? "乙医院" : "丙诊所", kind: "receipt",
            decision: "accepted", date: CalendarDate("2024-0\(1 + number % 3)-05"),
            flags: number % 50 == 0 ? ["over_cap", "rare"] : number % 2 == 0 ? ["over_cap"] : [])
    }

    @Test func `draws the same slips from the same seed, whatever their order, and others from another`() {
        let plan = SamplePlan(seed: "甲", strata: [.hospital], count: 30)
        let drawn = plan.drawn(from: slips, events: 7)
        #expect(plan.drawn(from: slips.reversed(), events: 7) == drawn)
        var other = plan
        other.seed = "乙"
        #expect(other.drawn(from: slips, events: 7).slips != drawn.slips)
        #expect(drawn.population == 300 && drawn.events == 7)
        #expect(Set(drawn.slips.map(\.id)).count == 30)
    }

    @Test func `gives each stratum its share and none nothing`() {
        let drawn = SamplePlan(seed: "s", strata: [.hospital], count: 30).drawn(from: slips, events: 1)
        let counts = Dictionary(grouping: drawn.slips, by: \.stratum).mapValues(\.count)
        #expect(counts == ["甲医院": 19, "乙医院": 10, "丙诊所": 1])
        #expect(drawn.sizes == ["甲医院": 200, "乙医院": 99, "丙诊所": 1])
    }

    @Test func `has a slip in the stratum of its rarest finding`() {
        let drawn = SamplePlan(seed: "s", strata: [.flag], count: 9).drawn(from: slips, events: 1)
        #expect(drawn.sizes == ["–": 150, "over_cap": 144, "rare": 6])
        #expect(drawn.slips.contains { $0.stratum == "rare" })
    }

    @Test(arguments: [1, 2, 5, 11, 299, 300, 1000])
    func `draws as many as were asked for, or all`(_ count: Int) {
        for strata in [[], [SamplePlan.Stratum.hospital], [.hospital, .flag, .month]] {
            let drawn = SamplePlan(seed: "s", strata: strata, count: count).drawn(from: slips, events: 1)
            #expect(drawn.slips.count == min(count, 300))
            #expect(Set(drawn.slips.map(\.id)).count == drawn.slips.count)
        }
    }

    @Test func `of nothing is nothing`() {
        #expect(SamplePlan(seed: "s", strata: [.hospital], count: 3).drawn(from: [], events: 0).slips.isEmpty)
    }
}
