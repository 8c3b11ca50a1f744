using System.Security.Cryptography;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Cli.Tests;

/// <summary>
/// Keys of all parties made with <c>keygen</c>, and a lock made from them by three trustees, without any server.
/// </summary>
public sealed class Hall : IDisposable
{
    public const string Session = "00112233445566778899aabbccddeeff";
    private static readonly string[] Names = ["t1", "t2", "t3"];

    private Hall(Shell shell) => Shell = shell;

    public Shell Shell { get; }

    public TrustFile Trust => TrustFile.Parse(File.ReadAllText(Shell.At("trust.txt")));

    public static async Task<Hall> Open()
    {
        var shell = new Shell();
        await shell.Must("keygen", "--ca", "--name", "demo-ca", "--out", "./ca");
        await shell.Must("keygen", "--platform", "--name", "platform", "--out", "./platform");
        foreach (var name in Names)
            await shell.Must("keygen", "--trustee", "--name", name, "--out", "./" + name);
        foreach (var name in new[] { "host", "supervisor", "bidder" })
            await shell.Must("keygen", "--name", name, "--ca-key", "./ca.key", "--out", "./" + name);
        await shell.Must(
            "trust",
            "./ca.trust",
            "./platform.trust",
            "./t1/trustee.trust",
            "./t2/trustee.trust",
            "./t3/trustee.trust",
            "--out",
            "./trust.txt"
        );
        return new Hall(shell);
    }

    /// <summary>Draft of a session with one lot, valid as it stands.</summary>
    public SessionDraft Draft =>
        new()
        {
            TenderCode = "GL-2026-001",
            Title = "漓江路改造",
            Lots = [new LotDraft("1", "施工", PriceKind.Amount, "9,000,000")],
            OpensInSeconds = 600,
            Drill = true,
            Custody = Custody.Independent,
            Roles = [new RoleDraft(Role.Supervisor, "监督人", Shell.At("supervisor.der"))],
        };

    public Publisher Publisher => new("漓江代理", HostKey());

    public PublishedSession Publish() =>
        Draft.Publish(Trust, File.ReadAllBytes(Shell.At("host.der")), Publisher, DateTimeOffset.UtcNow);

    /// <summary>
    /// Writes a lock file for the first lot; <paramref name="change"/> may bend the policy before the trustees sign it.
    /// </summary>
    public string MakeLock(string name = "lot.lock", Func<LockPolicy, LockPolicy>? change = null)
    {
        var published = Publish();
        var policy = (change ?? (p => p))(published.Policies[0]);
        var certificate = Certify(policy);
        var path = Shell.At(name);
        File.WriteAllText(
            path,
            JsonSerializer.Serialize(
                new LockAnswer(LockPolicyCodec.ToBytes(policy), certificate.ToBytes(), published.Terms, Tender),
                ApiClient.Json
            )
        );
        return path;
    }

    /// <summary>The number was published once before.</summary>
    public static TenderMark Tender { get; } =
        new(2, 2, new OtherSession(new string('b', 32), 1_780_000_000_000_000, "failed"), null);

    public void Dispose() => Shell.Dispose();

    private byte[] HostKey()
    {
        using var host = PersonKey.Load(Shell.At("host.key"));
        return host.PublicPoint;
    }

    private LockCertificate Certify(LockPolicy policy)
    {
        var parameters = policy.CeremonyParameters();
        var secrets = policy.Trustees.Select(t => SecretOf(t.StaticKey)).ToArray();
        var messages = secrets
            .Select((secret, i) => Ceremony.CreateMessage(parameters, i + 1, secret, Entropy.System))
            .ToArray();
        var commitments = messages.Select((message, i) => Ceremony.Commit(parameters, i + 1, message)).ToArray();
        var signatures = secrets
            .Select(
                (secret, i) =>
                {
                    Assert.False(
                        Ceremony
                            .TryComplete(
                                parameters,
                                i + 1,
                                secret,
                                messages[i],
                                commitments,
                                messages,
                                Entropy.System,
                                out var result
                            )
                            .Failed
                    );
                    return result!.Signature;
                }
            )
            .ToArray();
        Assert.False(
            LockCertificate.TryAssemble(parameters, commitments, messages, signatures, out var certificate).Failed
        );
        return certificate!;
    }

    // Any folder of the hall may hold the key: tests make strangers, too.
    private Scalar SecretOf(byte[] staticKey)
    {
        foreach (var file in Directory.EnumerateFiles(Shell.Folder, "static.key", SearchOption.AllDirectories))
        {
            using var key = PersonKey.LoadKey(file);
            if (!PersonKey.PointOf(key).AsSpan().SequenceEqual(staticKey))
                continue;
            Assert.True(Suite.P256.Group.TryDecodeScalar(key.ExportParameters(true).D!, out var secret));
            return secret;
        }
        throw new InvalidOperationException("no static key in this hall fits");
    }
}
