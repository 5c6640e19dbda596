// swift-tools-version: 6.3
import PackageDescription

/// The modules with parsers of our own, from the sources beside this package, watched by libFuzzer.
let watched: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

let package = Package(
    name: "Fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "Slips", swiftSettings: watched),
        .target(
            name: "Catalog",
            dependencies: ["Slips", "Yams", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.embedInCode("Matching/readings.txt")], swiftSettings: watched),
        .target(
            name: "Review", dependencies: ["Slips", "Catalog"],
            resources: [.embedInCode("Rules/explanations.txt"), .embedInCode("Calibration/confidences.txt")],
            swiftSettings: watched),
        .target(
            name: "Archive",
            dependencies: ["Slips", "Review", "Catalog", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: watched),
        .target(
            name: "BagIt", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: watched),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Spreadsheets", dependencies: ["CZlib"], swiftSettings: watched),
        // Files that parse, out of modules that do more: those of Processing, Extraction and Web, and those of Imaging.
        .target(
            name: "Wire", dependencies: ["Slips", "Catalog", "Review", "Archive"], swiftSettings: watched),
        .target(name: "Structures", swiftSettings: watched),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Slips", "Catalog", "Review", "Archive", "BagIt", "Spreadsheets", "Wire", "Structures",
            ],
            swiftSettings: watched, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
    ],
    swiftLanguageModes: [.v6]
)
