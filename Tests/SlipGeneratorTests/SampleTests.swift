import SlipGenerator
import Testing

@Suite struct `The shipped samples` {
    @Test func `cover every layout, finding and kind of file`() {
        let samples = Sample.shipped
        #expect(Set(samples.map(\.request.layout)) == Set(SlipLayout.allCases))
        let findings = samples.reduce(Set<PlantedFinding>()) { $0.union($1.request.findings) }
        #expect(findings == Set(PlantedFinding.allCases))
        #expect(Set(samples.map(\.file.suffix)) == [".png", ".jpg", ".tif", ".pdf"])
        #expect(Set(samples.map(\.name)).count == samples.count)
    }
}
