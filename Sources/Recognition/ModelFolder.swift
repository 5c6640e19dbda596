import Foundation

/// The models that Slipway brings along, trained for slips (`Training` in the repository).
package enum ModelFolder {
    /// The number model: digits with their marks, codes, specs and amounts in capitals.
    package static let numbers = "slip_numbers"
    /// The Chinese model: Debian's `chi_sim`, taught the characters that it lacks and the damage of slips.
    package static let chinese = "slip_chinese"

    /// The folder that holds them.
    ///
    /// SwiftPM puts a module's resources into a folder beside the program. Its own way to it, `Bundle.module`, ends the
    /// process when the folder is not there; an engine that does not find its model says which file is missing.
    package static var path: String {
        Bundle.main.bundleURL.appending(path: "slipway_Recognition.resources/Models").path
    }
}
