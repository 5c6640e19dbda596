import Testing

@testable import SlipGenerator

@Suite struct `The shipped samples` {
    @Test func `cover every kind of paper, finding and kind of file`() {
        let samples = Sample.shipped
        #expect(Set(samples.map(\.request.layout.kind)) == Set(SlipLayout.allCases.map(\.kind)))
        let findings = samples.reduce(Set<PlantedFinding>()) { $0.union($1.request.findings) }
        #expect(findings == Set(PlantedFinding.allCases))
        #expect(Set(samples.map(\.file.suffix)) == [".png", ".jpg", ".tif", ".pdf"])
        #expect(Set(samples.map(\.name)).count == samples.count)
    }
}
