using System.CommandLine;
using System.Security.Cryptography;
using Trading.Trustee;

namespace Trading.Cli;

/// <summary>
/// <c>trading keygen</c>: keys never leave the machine; what others need stands beside them as a certificate or a trust
/// line.
/// </summary>
internal static class KeygenCommand
{
    private const int MostYears = 100;
    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name in the certificate or trust file",
        HelpName = "NAME",
        Required = true,
    };
    private static readonly Option<string> Out = new("--out")
    {
        Description = "Where to write: PATH.key and PATH.der (a folder for --trustee)",
        HelpName = "PATH",
        Required = true,
    };
    private static readonly Option<string> Issuer = new("--ca-key")
    {
        Description = "Key of the authority that issues the person's certificate; its certificate stands beside it",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Authority = new("--ca") { Description = "Make a certificate authority" };
    private static readonly Option<bool> Platform = new("--platform") { Description = "Make a platform's signing key" };
    private static readonly Option<bool> Trustee = new("--trustee")
    {
        Description = "Make a trustee's signing.key and static.key",
    };
    private static readonly Option<string> Code = new("--credit-code")
    {
        Description =
            "A person's unified social credit code (统一社会信用代码), 18 characters, which the certificate then names",
        HelpName = "CODE",
    };
    private static readonly Option<int> Years = new("--years")
    {
        Description = "Validity of the certificate",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    public static Command Build() =>
        new Verb("keygen", "Makes a key and what others need to trust it. Files that exist are never overwritten.")
        {
            Examples =
            [
                "trading keygen --ca --name demo-ca --out keys/ca",
                "trading keygen --name 甲建设集团有限公司 --credit-code 91450300MA5K123401 --ca-key keys/ca.key --out "
                    + "keys/bidder",
                "trading keygen --platform --name platform --out keys/platform",
                "trading keygen --trustee --name notary --out keys/notary",
            ],
        }
            .With(Name, Out, Issuer, Code, Authority, Platform, Trustee, Years)
            .Does(
                (request, _) =>
                {
                    Make(request);
                    return Task.CompletedTask;
                }
            );

    private static void Make(Request request)
    {
        var (name, path) = (request.Need(Name), request.Need(Out));
        var kinds = new[]
        {
            request.Get(Authority),
            request.Get(Platform),
            request.Get(Trustee),
            request.Has(Issuer),
        }.Count(chosen => chosen);
        if (request.Get(Years) is < 1 or > MostYears)
            throw CommandException.Usage($"--years is 1 to {MostYears}.", "trading keygen --help");
        if (request.Has(Code) && !request.Has(Issuer))
            throw CommandException.Usage(
                "--credit-code belongs to a person's certificate (--ca-key FILE).",
                "trading keygen --help"
            );
        if (kinds != 1)
            throw CommandException.Usage(
                "Say what to make: exactly one of --ca, --platform, --trustee and --ca-key FILE (a person).",
                "trading keygen --help"
            );
        if (request.Get(Trustee))
            MakeTrustee(name, path);
        else
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                PrivateFile.MakeFolder(folder);
            if (request.Get(Authority))
                MakeAuthority(name, path, request.Get(Years));
            else if (request.Get(Platform))
                MakePlatform(name, path);
            else
                MakePerson(name, path, request.Need(Issuer), request.Get(Years), request.Get(Code) ?? "");
        }
        request.Out.WriteLine($"made {path}{(request.Get(Trustee) ? "/signing.key and static.key" : ".key")}");
    }

    private static void MakeAuthority(string name, string path, int years)
    {
        using var key = NewKey();
        var certificate = CertificateMaker.MakeAuthority(key, name, DateTimeOffset.UtcNow, years);
        Write(path + ".key", key);
        File.WriteAllBytes(path + ".der", certificate);
        WriteLine(path + ".trust", new TrustFile([], [], [new TrustedAuthority(name, certificate)]));
    }

    private static void MakePerson(string name, string path, string issuerKey, int years, string code)
    {
        if (code.Length > 0 && !CreditCode.IsValid(code))
            throw CommandException.Usage(
                $"{code} is no unified social credit code: 18 characters, the last of which checks the others "
                    + "(GB 32100-2015)."
            );
        using var issuer = PersonKey.Load(issuerKey);
        if (issuer.Certificate.Length == 0)
            throw CommandException.Usage(
                $"The authority's certificate is missing: {Path.ChangeExtension(issuerKey, ".der")}."
            );
        using var key = NewKey();
        var certificate = CertificateMaker.Issue(issuer, key, name, DateTimeOffset.UtcNow, years, code);
        Write(path + ".key", key);
        File.WriteAllBytes(path + ".der", certificate);
    }

    private static void MakePlatform(string name, string path)
    {
        using var key = NewKey();
        Write(path + ".key", key);
        WriteLine(path + ".trust", new TrustFile([new TrustedPlatform(name, PersonKey.PointOf(key))], [], []));
    }

    private static void MakeTrustee(string name, string folder)
    {
        PrivateFile.MakeFolder(folder);
        using var signing = NewKey();
        using var fixedKey = NewKey();
        Write(Path.Combine(folder, TrusteeKeys.SigningFile), signing);
        Write(Path.Combine(folder, TrusteeKeys.StaticFile), fixedKey);
        var line = new TrustedTrustee(name, PersonKey.PointOf(signing), PersonKey.PointOf(fixedKey));
        WriteLine(Path.Combine(folder, "trustee.trust"), new TrustFile([], [line], []));
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static void Write(string path, ECDsa key)
    {
        var bytes = key.ExportPkcs8PrivateKey();
        PrivateFile.WriteNew(path, bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    private static void WriteLine(string path, TrustFile line) => File.WriteAllText(path, line.ToText());
}
