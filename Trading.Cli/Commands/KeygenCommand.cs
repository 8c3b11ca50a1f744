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
        Description = "Where to write: PATH.key and PATH.der (a folder for a trustee or an office)",
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
    private static readonly Option<bool> Custodian = Office("custodian", "of the pool of experts");
    private static readonly Option<bool> Gateway = Office("gateway", "that calls experts");
    private static readonly Option<bool> Gate = Office("gate", "that admits them");
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

    private static readonly (Option<bool> Option, OfficeKind Kind)[] Offices =
    [
        (Custodian, OfficeKind.Custodian),
        (Gateway, OfficeKind.Gateway),
        (Gate, OfficeKind.Gate),
    ];

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
                "trading keygen --custodian --name province --out keys/custodian",
            ],
        }
            .With(Name, Out, Issuer, Code, Authority, Platform, Trustee, Custodian, Gateway, Gate, Years)
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
        var offices = Offices.Where(office => request.Get(office.Option)).Select(office => office.Kind).ToList();
        var kinds =
            new[] { request.Get(Authority), request.Get(Platform), request.Get(Trustee), request.Has(Issuer) }.Count(
                chosen => chosen
            ) + offices.Count;
        if (request.Get(Years) is < 1 or > MostYears)
            throw CommandException.Usage($"--years is 1 to {MostYears}.", "trading keygen --help");
        if (request.Has(Code) && !request.Has(Issuer))
            throw CommandException.Usage(
                "--credit-code belongs to a person's certificate (--ca-key FILE).",
                "trading keygen --help"
            );
        if (kinds != 1)
            throw CommandException.Usage(
                "Say what to make: exactly one of --ca, --platform, --trustee, --custodian, --gateway, --gate and "
                    + "--ca-key FILE (a person).",
                "trading keygen --help"
            );
        if (request.Get(Trustee))
            MakeTrustee(name, path);
        else if (offices is [var kind])
            MakeOffice(kind, name, path);
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
        request.Out.WriteLine(
            $"made {path}{(request.Get(Trustee) || offices.Count > 0 ? "/signing.key and static.key" : ".key")}"
        );
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
        var (signing, fixedKey) = MakeTwo(folder);
        WriteLine(Path.Combine(folder, "trustee.trust"), new TrustFile([], [new(name, signing, fixedKey)], []));
    }

    private static void MakeOffice(OfficeKind kind, string name, string folder)
    {
        var (signing, fixedKey) = MakeTwo(folder);
        var line = new TrustFile([], [], [], [new TrustedOffice(kind, name, signing, fixedKey)]);
        WriteLine(Path.Combine(folder, $"{kind.ToString().ToLowerInvariant()}.trust"), line);
    }

    private static (byte[] Signing, byte[] Static) MakeTwo(string folder)
    {
        PrivateFile.MakeFolder(folder);
        using var signing = NewKey();
        using var fixedKey = NewKey();
        Write(Path.Combine(folder, TrusteeKeys.SigningFile), signing);
        Write(Path.Combine(folder, TrusteeKeys.StaticFile), fixedKey);
        return (PersonKey.PointOf(signing), PersonKey.PointOf(fixedKey));
    }

    private static Option<bool> Office(string word, string what) =>
        new($"--{word}") { Description = $"Make signing.key and static.key of a {word} {what}" };

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static void Write(string path, ECDsa key)
    {
        var bytes = key.ExportPkcs8PrivateKey();
        PrivateFile.WriteNew(path, bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    private static void WriteLine(string path, TrustFile line) => File.WriteAllText(path, line.ToText());
}
