// swift-tools-version: 6.3
import PackageDescription

/// Settings of every target: Swift 6 mode, explicit existentials, and a warning is an error.
let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Settings of the targets that hold judgement: no C library, and no unsafe construct unmarked.
let pure: [SwiftSetting] = common + [.strictMemorySafety()]

let package = Package(
    name: "slipway",
    products: [
        .executable(name: "slipway", targets: ["SlipwayCommand"]),
        .executable(name: "slip-generator", targets: ["SlipGeneratorCommand"]),
        .executable(name: "slip-measure", targets: ["MeasuringCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        // Words of the trade and of the page.
        .target(name: "Slips", swiftSettings: pure),
        .target(name: "Layout", swiftSettings: pure),

        // System libraries: module maps only.
        .systemLibrary(name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
        .systemLibrary(name: "CTIFF", providers: [.apt(["libtiff-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CTesseract", providers: [.apt(["libtesseract-dev"])]),
        .systemLibrary(
            name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
        .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
        // System calls by which a worker gives up rights.
        .systemLibrary(name: "CConfinement"),

        // Markup in which every text is escaped.
        .target(name: "Markup", swiftSettings: pure),

        // Drawing: the codes on sheets, and the font.
        .target(name: "QRCodes", swiftSettings: pure),
        .target(name: "Lettering", dependencies: ["CPoppler"], swiftSettings: common),

        // From bytes to a layout.
        .target(
            name: "Imaging",
            dependencies: ["Layout", "CLeptonica", "CPoppler", "CTIFF", "CZlib"],
            swiftSettings: common),
        .target(
            name: "Recognition",
            dependencies: ["Imaging", "Layout", "CTesseract", "CLeptonica", "CZBar"],
            // Models trained for slips; Training says how.
            resources: [.copy("Models")],
            swiftSettings: common),

        // Judgement.
        .target(name: "Extraction", dependencies: ["Layout", "Slips"], swiftSettings: pure),
        .target(
            name: "Catalog",
            dependencies: ["Slips", "Yams", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.embedInCode("Matching/readings.txt")], swiftSettings: pure),
        .target(
            name: "Review", dependencies: ["Slips", "Catalog"],
            resources: [
                // The doc comments of the rule classes; Scripts/rule-texts.sh makes it.
                .embedInCode("Rules/explanations.txt"),
                // What confidences are made with; Training/readings.sh learns it.
                .embedInCode("Calibration/confidences.txt"),
            ], swiftSettings: pure),

        // Tables as agencies publish them.
        .target(name: "Spreadsheets", dependencies: ["CZlib"], swiftSettings: common),

        // Seeing.
        .target(name: "Overlay", dependencies: ["Layout", "Review", "Slips"], swiftSettings: pure),
        .target(
            name: "OverlayDrawing",
            dependencies: ["Overlay", "Imaging", "Layout", "Lettering", "CLeptonica", "CPoppler"],
            swiftSettings: common),

        // Sheets to print, as PDF.
        .target(
            name: "Papers",
            dependencies: ["Slips", "Layout", "Catalog", "Review", "QRCodes", "Lettering", "CPoppler"],
            swiftSettings: common),

        // Keeping.
        .target(
            name: "Archive",
            dependencies: [
                "Slips", "Review", "Catalog", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: common),
        .target(
            name: "SQLiteArchive",
            dependencies: [
                "Archive", "Review", "Slips", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: common),

        // Bags of RFC 8493: what leaves the archive.
        .target(
            name: "BagIt", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: common),

        // Doing.
        .target(
            name: "Processing",
            dependencies: [
                "Imaging", "Recognition", "Extraction", "Catalog", "Review", "Archive", "Layout", "Slips",
                "CConfinement",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: common),
        // What a run came to: a page for people, figures for a collector.
        .target(
            name: "RunReports", dependencies: ["Processing", "Archive", "Review", "Slips", "Markup"],
            swiftSettings: common),
        // The web page.
        .target(
            name: "Web",
            dependencies: [
                "Markup", "Processing", "Extraction", "Archive", "Catalog", "Review", "Layout", "Slips",
                "QRCodes",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            resources: [
                .embedInCode("Assets/style.css"), .embedInCode("Assets/keys.js"),
                .embedInCode("Assets/viewer.js"), .embedInCode("Assets/record.js"),
                .embedInCode("Assets/intake.js"),
                .embedInCode("Assets/icon.svg"),
            ],
            swiftSettings: common),
        .executableTarget(
            name: "SlipwayCommand",
            dependencies: [
                "Web", "RunReports", "Processing", "SQLiteArchive", "Archive", "Catalog", "Review",
                "Recognition", "Extraction",
                "Imaging",
                "Slips", "Layout", "Overlay", "OverlayDrawing", "Papers", "BagIt",
                "Spreadsheets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: common),

        // Made slips: the samples, the tests' pages, later the training lines.
        .target(
            name: "SlipGenerator",
            dependencies: ["Slips", "Catalog", "Review", "Imaging", "QRCodes", "CPoppler", "CLeptonica"],
            swiftSettings: common),
        // Lines that the models are trained and measured on, cut as the reader cuts them.
        .target(
            name: "ModelTraining",
            dependencies: ["SlipGenerator", "Catalog", "Recognition", "Imaging", "Layout", "CLeptonica"],
            swiftSettings: common),
        .executableTarget(
            name: "SlipGeneratorCommand",
            dependencies: [
                "SlipGenerator", "ModelTraining", "Catalog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: common),

        // How well the program reads, and what it learns from that.
        .target(
            name: "Measuring",
            dependencies: [
                "Archive", "SQLiteArchive", "Layout", "Extraction", "Catalog", "Review", "SlipGenerator",
                "Slips", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: common),
        .executableTarget(
            name: "MeasuringCommand",
            dependencies: [
                "Measuring", "SQLiteArchive", "Archive", "SlipGenerator", "Catalog", "Review", "Slips",
                "Layout",
                "Overlay",
                "OverlayDrawing", "Imaging", "CLeptonica",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: common),

        // Tests mirror the modules.
        .executableTarget(
            name: "FakeWorker", dependencies: ["Processing", "Imaging", "Layout"], path: "Tests/FakeWorker",
            swiftSettings: common),
        .testTarget(name: "SlipsTests", dependencies: ["Slips"], swiftSettings: common),
        .testTarget(name: "LayoutTests", dependencies: ["Layout"], swiftSettings: common),
        .testTarget(
            name: "ImagingTests", dependencies: ["Imaging", "Layout", "CLeptonica", "CPoppler"],
            swiftSettings: common),
        .testTarget(
            name: "RecognitionTests",
            dependencies: ["Recognition", "Imaging", "Layout", "SlipGenerator", "QRCodes"],
            swiftSettings: common),
        .testTarget(
            name: "ExtractionTests", dependencies: ["Extraction", "Layout", "Slips"],
            swiftSettings: common),
        .testTarget(name: "QRCodesTests", dependencies: ["QRCodes"], swiftSettings: common),
        .testTarget(
            name: "PapersTests",
            dependencies: [
                "Papers", "Imaging", "Recognition", "Layout", "Review", "Catalog", "Slips", "CPoppler",
            ],
            swiftSettings: common),
        .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets"], swiftSettings: common),
        .testTarget(name: "BagItTests", dependencies: ["BagIt"], swiftSettings: common),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Slips"], swiftSettings: common),
        .testTarget(
            name: "MeasuringTests",
            dependencies: ["Measuring", "Review", "Catalog", "SlipGenerator", "Slips"],
            swiftSettings: common),
        .testTarget(
            name: "ReviewTests", dependencies: ["Review", "Catalog", "Slips"], swiftSettings: common),
        .testTarget(
            name: "OverlayTests", dependencies: ["Overlay", "Review", "Catalog", "Layout", "Slips"],
            swiftSettings: common),
        .testTarget(
            name: "OverlayDrawingTests",
            dependencies: ["OverlayDrawing", "Overlay", "Imaging", "Layout", "CLeptonica"],
            swiftSettings: common),
        .testTarget(
            name: "ArchiveTests",
            dependencies: [
                "Archive", "SQLiteArchive", "Review", "Catalog", "Slips",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: common),
        .testTarget(
            name: "RunReportsTests",
            dependencies: ["RunReports", "Processing", "Archive", "Review", "Slips"], swiftSettings: common),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Markup", "Archive", "SQLiteArchive", "Processing", "Extraction", "Review", "Catalog",
                "Layout",
                "Slips",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: common),
        .testTarget(
            name: "ProcessingTests",
            dependencies: [
                "Processing", "Imaging", "Archive", "SQLiteArchive", "Layout", "Slips", "CLeptonica",
                "FakeWorker",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: common),
        .testTarget(
            name: "SlipGeneratorTests", dependencies: ["SlipGenerator", "Imaging", "Slips"],
            swiftSettings: common),
        .testTarget(
            name: "ModelTrainingTests",
            dependencies: ["ModelTraining", "SlipGenerator", "Recognition", "Imaging", "Layout"],
            swiftSettings: common),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "SlipwayCommand", "Measuring", "Review", "Catalog", "SlipGenerator", "Slips", "Layout",
                "Imaging", "BagIt",
            ],
            resources: [.copy("Golden")],
            swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)
