using System.Security.Cryptography;
using Trading.Cli;
using Trading.Offices;

namespace Trading.Flow.Tests;

/// <summary>
/// Keys, certificates and the trust file, made by the command line's own keygen and trust. Several platforms may share
/// one crew.
/// </summary>
internal sealed class Crew
{
    public static readonly string[] Trustees = ["t1", "t2", "t3"];
    private static readonly string[] Staff = ["host", "agent", "witness", "notary", "supervisor", "manager"];

    private Crew(string folder) => Folder = folder;

    public string Folder { get; }

    public string TrustPath => Path.Combine(Folder, "trust.txt");

    public TrustFile Trust => TrustFile.Parse(File.ReadAllText(TrustPath));

    public string PlatformKey => Path.Combine(Folder, "platform.key");

    public string TrusteeFolder(string name) => Path.Combine(Folder, "trustees", name);

    /// <summary>A member of the staff.</summary>
    public PersonKey Person(string role) => PersonKey.Load(KeyPath(role));

    public string KeyPath(string role) => Path.Combine(Folder, "people", role + ".key");

    public string CertificatePath(string role) => Path.ChangeExtension(KeyPath(role), ".der");

    /// <summary>Somebody new with a certificate of the crew's authority, as a bidder has.</summary>
    public PersonKey Newcomer(string name)
    {
        using var authority = Person("ca");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return PersonKey.Of(key, CertificateMaker.Issue(authority, key, name, DateTimeOffset.UtcNow, years: 1));
    }

    public static async Task<Crew> MakeAsync(string folder)
    {
        var crew = new Crew(folder);
        await RunAsync("keygen", "--ca", "--name", "demo-ca", "--out", crew.At("people/ca"));
        await RunAsync("keygen", "--platform", "--name", "platform", "--out", crew.At("platform"));
        foreach (var name in Trustees)
            await RunAsync("keygen", "--trustee", "--name", name, "--out", crew.TrusteeFolder(name));
        foreach (var role in Staff)
            await RunAsync(
                "keygen",
                "--name",
                "演示 " + role,
                "--ca-key",
                crew.KeyPath("ca"),
                "--out",
                crew.At("people/" + role)
            );
        var lines = Trustees.Select(name => Path.Combine(crew.TrusteeFolder(name), "trustee.trust")).ToList();
        foreach (var office in Enum.GetValues<OfficeKind>())
        {
            await RunAsync(
                "keygen",
                "--" + WordOf(office),
                "--name",
                WordOf(office),
                "--out",
                crew.OfficeFolder(office)
            );
            lines.Add(Path.Combine(crew.OfficeFolder(office), WordOf(office) + ".trust"));
        }
        await RunAsync([
            "trust",
            crew.At("people/ca.trust"),
            crew.At("platform.trust"),
            .. lines,
            "--out",
            crew.TrustPath,
        ]);
        return crew;
    }

    /// <summary>An office of draws with its keys.</summary>
    public OfficeSelf Office(OfficeKind kind) => OfficeSelf.Load(kind, OfficeFolder(kind), TrustPath);

    /// <summary>Where its two keys lie.</summary>
    public string OfficeFolder(OfficeKind kind) => At(Path.Combine("offices", WordOf(kind)));

    private static string WordOf(OfficeKind kind) => kind.ToString().ToLowerInvariant();

    private string At(string path) => Path.Combine(Folder, path);

    private static async Task RunAsync(params string[] words)
    {
        var (exit, text) = await Command.RunAsync(words);
        if (exit != ExitCode.Done)
            throw new InvalidOperationException($"trading {string.Join(' ', words)} ended with {exit}: {text}");
    }
}

/// <summary>The command line, run inside the test's process: the same code, no start-up time.</summary>
internal static class Command
{
    /// <summary>Exit code and everything that was printed.</summary>
    public static async Task<(int Exit, string Text)> RunAsync(params string[] words)
    {
        using var text = new StringWriter();
        var exit = await CommandLine.RunAsync(CommandTree.Root, words, text, text);
        return (exit, text.ToString());
    }
}
