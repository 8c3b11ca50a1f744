using System.Security.Cryptography;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using Trading.Media.Srtp;

namespace Trading.Relay.Dtls;

/// <summary>Sends one datagram.</summary>
internal delegate void SendDatagram(ReadOnlySpan<byte> datagram);

/// <summary>
/// DTLS 1.2 of one connection by BouncyCastle: the one file that names its TLS. Datagrams are put in as they arrive;
/// <see cref="Shake"/> blocks a thread until keys are agreed, <see cref="Look"/> handles what comes later (a last
/// flight that was lost, a goodbye). Nothing of it is used for media but the exported keys. Source: RFC 6347; RFC 5764;
/// RFC 7627.
/// </summary>
internal sealed class DtlsChannel(SendDatagram send) : DatagramTransport
{
    /// <summary>Datagrams that wait: a flight has at most a dozen.</summary>
    private const int MostWaiting = 32;
    private const int MostBytes = 2_048;

    // Of one datagram, below every path's limit; a handshake message is cut into such.
    private const int SendBytes = 1_200;
    private const int TimeoutMillis = 20_000;
    private const int ResendMillis = 250;

    private static readonly int[] Suites =
    [
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    ];

    private readonly Queue<byte[]> waiting = new();
    private DtlsTransport? transport;
    private bool isClosed;

    /// <summary>The other side said goodbye, or broke the rules.</summary>
    public bool IsClosed => isClosed;

    /// <summary>Puts a datagram in; false where too many wait.</summary>
    public bool TryAdd(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > MostBytes)
            return false;
        lock (waiting)
        {
            if (isClosed || waiting.Count == MostWaiting)
                return false;
            waiting.Enqueue(datagram.ToArray());
            Monitor.Pulse(waiting);
            return true;
        }
    }

    /// <summary>
    /// Runs the handshake on this thread, at most 20 seconds; null where it fails. The server asks for a certificate;
    /// whose it has to be is the caller's to compare.
    /// </summary>
    public Agreed? Shake(RelayCertificate certificate, bool isServer = true)
    {
        try
        {
            var crypto = new BcTlsCrypto(new SecureRandom());
            if (isServer)
            {
                var server = new Server(crypto, certificate);
                transport = new DtlsServerProtocol().Accept(server, this);
                return server.Outcome.Agreed;
            }
            var client = new Client(crypto, certificate);
            transport = new DtlsClientProtocol().Connect(client, this);
            return client.Outcome.Agreed;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ArgumentException)
        {
            // TlsException is an IOException. What a stranger can write into a handshake ends here.
            return null;
        }
    }

    /// <summary>Handles what waits, after the handshake. Not twice at once.</summary>
    public void Look()
    {
        Span<byte> nothing = stackalloc byte[MostBytes];
        try
        {
            while (transport is not null && !isClosed && HasWaiting())
                transport.Receive(nothing, 1);
        }
        catch (IOException)
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        lock (waiting)
        {
            isClosed = true;
            waiting.Clear();
            Monitor.PulseAll(waiting);
        }
    }

    int DatagramReceiver.GetReceiveLimit() => MostBytes;

    int DatagramSender.GetSendLimit() => SendBytes;

    int DatagramReceiver.Receive(byte[] buf, int off, int len, int waitMillis) =>
        Take(buf.AsSpan(off, len), waitMillis);

    int DatagramReceiver.Receive(Span<byte> buffer, int waitMillis) => Take(buffer, waitMillis);

    void DatagramSender.Send(byte[] buf, int off, int len) => send(buf.AsSpan(off, len));

    void DatagramSender.Send(ReadOnlySpan<byte> buffer) => send(buffer);

    void TlsCloseable.Close() => Close();

    private int Take(Span<byte> buffer, int waitMillis)
    {
        lock (waiting)
        {
            if (waiting.Count == 0 && !isClosed && waitMillis > 0)
                Monitor.Wait(waiting, waitMillis);
            if (isClosed)
                throw new IOException("closed");
            if (!waiting.TryDequeue(out var datagram) || datagram.Length > buffer.Length)
                return -1;
            datagram.CopyTo(buffer);
            return datagram.Length;
        }
    }

    private bool HasWaiting()
    {
        lock (waiting)
            return waiting.Count > 0;
    }

    private static BcDefaultTlsCredentialedSigner Signer(
        TlsContext context,
        BcTlsCrypto crypto,
        RelayCertificate certificate
    ) =>
        new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            crypto,
            PrivateKeyFactory.CreateKey(certificate.Key),
            new Certificate([crypto.CreateCertificate(certificate.Der)]),
            new SignatureAndHashAlgorithm(Org.BouncyCastle.Tls.HashAlgorithm.sha256, SignatureAlgorithm.ecdsa)
        );

    /// <summary>What both sides keep of a handshake.</summary>
    private sealed class Outcome
    {
        private byte[] peer = [];

        public SrtpProfile? Profile { get; set; }

        public Agreed? Agreed { get; private set; }

        public void Saw(Certificate certificate)
        {
            if (!certificate.IsEmpty)
                peer = SHA256.HashData(certificate.GetCertificateAt(0).GetEncoded());
        }

        public void End(TlsContext context)
        {
            if (Profile is not { } profile || peer.Length == 0)
                return;
            var bytes = SrtpKeys.ExportedBytes(profile);
            var exported = context.ExportKeyingMaterial(SrtpKeys.ExporterLabel, null, bytes);
            var (client, server) = SrtpKeys.Split(profile, exported);
            CryptographicOperations.ZeroMemory(exported);
            Agreed = new Agreed(client, server, peer);
        }
    }

    private sealed class Server(BcTlsCrypto crypto, RelayCertificate certificate) : DefaultTlsServer(crypto)
    {
        public Outcome Outcome { get; } = new();

        public override int GetHandshakeTimeoutMillis() => TimeoutMillis;

        public override int GetHandshakeResendTimeMillis() => ResendMillis;

        protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

        protected override int[] GetSupportedCipherSuites() => Suites;

        public override bool RequiresExtendedMasterSecret() => true;

        public override CertificateRequest GetCertificateRequest() =>
            new(
                [ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign],
                TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context),
                null
            );

        public override void NotifyClientCertificate(Certificate clientCertificate)
        {
            if (clientCertificate is null || clientCertificate.IsEmpty)
                throw new TlsFatalAlert(AlertDescription.bad_certificate);
            Outcome.Saw(clientCertificate);
        }

        public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
        {
            base.ProcessClientExtensions(clientExtensions);
            var offered = clientExtensions is null
                ? null
                : TlsSrtpUtilities.GetUseSrtpExtension(clientExtensions)?.ProtectionProfiles;
            if (offered is null)
                throw new TlsFatalAlert(AlertDescription.handshake_failure);
            foreach (var profile in new[] { SrtpProfile.AeadAes128Gcm, SrtpProfile.AesCm128HmacSha1 })
                if (Outcome.Profile is null && offered.Contains((int)profile))
                    Outcome.Profile = profile;
            if (Outcome.Profile is null)
                throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }

        public override IDictionary<int, byte[]> GetServerExtensions()
        {
            var extensions = base.GetServerExtensions() ?? new Dictionary<int, byte[]>();
            TlsSrtpUtilities.AddUseSrtpExtension(extensions, new UseSrtpData([(int)Outcome.Profile!.Value], []));
            return extensions;
        }

        public override void NotifyHandshakeComplete()
        {
            base.NotifyHandshakeComplete();
            Outcome.End(m_context);
        }

        protected override TlsCredentialedSigner GetECDsaSignerCredentials() => Signer(m_context, crypto, certificate);
    }

    /// <summary>The other side: for the handshake that warms a process up, and for tests.</summary>
    private sealed class Client(BcTlsCrypto crypto, RelayCertificate certificate)
        : DefaultTlsClient(crypto),
            TlsAuthentication
    {
        public Outcome Outcome { get; } = new();

        public override int GetHandshakeTimeoutMillis() => TimeoutMillis;

        public override int GetHandshakeResendTimeMillis() => ResendMillis;

        protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

        protected override int[] GetSupportedCipherSuites() => Suites;

        public override IDictionary<int, byte[]> GetClientExtensions()
        {
            var extensions = base.GetClientExtensions() ?? new Dictionary<int, byte[]>();
            TlsSrtpUtilities.AddUseSrtpExtension(
                extensions,
                new UseSrtpData([(int)SrtpProfile.AeadAes128Gcm, (int)SrtpProfile.AesCm128HmacSha1], [])
            );
            return extensions;
        }

        public override void ProcessServerExtensions(IDictionary<int, byte[]> serverExtensions)
        {
            base.ProcessServerExtensions(serverExtensions);
            if (TlsSrtpUtilities.GetUseSrtpExtension(serverExtensions) is { ProtectionProfiles: [var profile] })
                Outcome.Profile = (SrtpProfile)profile;
        }

        public override TlsAuthentication GetAuthentication() => this;

        public void NotifyServerCertificate(TlsServerCertificate serverCertificate) =>
            Outcome.Saw(serverCertificate.Certificate);

        public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) =>
            Signer(m_context, crypto, certificate);

        public override void NotifyHandshakeComplete()
        {
            base.NotifyHandshakeComplete();
            Outcome.End(m_context);
        }
    }
}
