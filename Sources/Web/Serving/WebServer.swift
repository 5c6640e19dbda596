public import Archive
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOPosix
import NIOSSL

/// Serves the web page until it is told to stop.
public struct WebServer: Sendable {
    /// How browsers reach it.
    public struct Address: Hashable, Sendable {
        public var host: String
        public var port: Int
        /// Paths of the certificate chain and its key, PEM; nil for plain HTTP.
        public var certificate: (chain: String, key: String)? { paths.map { ($0.chain, $0.key) } }

        private struct Paths: Hashable, Sendable {
            var chain: String
            var key: String
        }

        private var paths: Paths?

        /// - Throws: ``WebServerError`` for plain HTTP that other machines could listen in on.
        public init(host: String, port: Int, certificate: (chain: String, key: String)?)
            throws(WebServerError)
        {
            guard certificate != nil || Self.isLoopback(host) else { throw .plainOutsideLoopback(host: host) }
            self.host = host
            self.port = port
            paths = certificate.map { Paths(chain: $0.chain, key: $0.key) }
        }

        private static func isLoopback(_ host: String) -> Bool {
            host == "localhost" || host == "::1"
                || host.wholeMatch(of: /127\.\d{1,3}\.\d{1,3}\.\d{1,3}/) != nil
        }
    }

    private let service: WebService
    private let address: Address
    private let archive: any Archive
    private let log: Logger

    public init(_ service: WebService, at address: Address, archive: any Archive, log: Logger) {
        self.service = service
        self.address = address
        self.archive = archive
        self.log = log
    }

    /// How often what happened is signed: what an insider could rewrite unnoticed is never older.
    private static let checkpointInterval = Duration.seconds(300)

    /// Serves until SIGTERM or SIGINT; requests that were begun are finished.
    ///
    /// - Parameter isRunning: Called once browsers can connect, with the port.
    /// - Throws: ``WebServerError``, or what keeps it from going on.
    public func run(isRunning: @escaping @Sendable (Int) -> Void) async throws {
        var server = HTTPServerBuilder.http1()
        if let certificate = address.certificate {
            server = try .tls(server, tlsConfiguration: try Self.tls(certificate))
        }
        let application = Application(
            router: service.router(), server: server,
            configuration: .init(address: .hostname(address.host, port: address.port), serverName: nil),
            onServerRunning: { channel in isRunning(channel.localAddress?.port ?? 0) }, logger: log)
        // What was handed in before the server was last stopped.
        await service.intake.resume()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.checkpointInterval)
                    do {
                        _ = try await archive.checkpoint()
                    } catch {
                        log.error("the log could not be signed: \(error)")
                    }
                }
            }
            defer { group.cancelAll() }
            do {
                try await application.runService()
            } catch let error as NIOConnectionError {
                throw WebServerError.cannotListen(host: address.host, port: address.port, reason: "\(error)")
            } catch let error as IOError {
                throw WebServerError.cannotListen(
                    host: address.host, port: address.port, reason: error.description)
            }
        }
        _ = try await archive.checkpoint()
    }

    private static func tls(_ certificate: (chain: String, key: String)) throws -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain)
            let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            return configuration
        } catch {
            throw WebServerError.certificate(
                chain: certificate.chain, key: certificate.key, reason: "\(error)")
        }
    }
}

/// Why the web page cannot be served.
public enum WebServerError: Error, Equatable, Sendable, CustomStringConvertible {
    case plainOutsideLoopback(host: String)
    case certificate(chain: String, key: String, reason: String)
    case cannotListen(host: String, port: Int, reason: String)

    /// One or two sentences: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .plainOutsideLoopback(let host):
            """
            \(host) is not this machine alone, and passwords would cross the network in clear: \
            give --certificate and --key, or serve on 127.0.0.1
            """
        case .certificate(let chain, let key, let reason):
            "the certificate \(chain) with the key \(key) cannot be used: \(reason)"
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host), port \(port): \(reason); is another server running there?"
        }
    }
}
