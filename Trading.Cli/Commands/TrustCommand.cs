using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading trust</c>: joins trust lines that others published into the one canonical file.</summary>
internal static class TrustCommand
{
    private static readonly Argument<string[]> Lines = new("LINES")
    {
        Description = "Trust lines or trust files (*.trust, *.txt) to join",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<string[]> Authorities = new("--ca")
    {
        Description = "A certificate authority that brings its own certificate",
        HelpName = "NAME=FILE.der",
    };
    private static readonly Option<string> Out = new("--out")
    {
        Description = "Trust file to write (standard output where none is named)",
        HelpName = "FILE",
    };

    public static Command Build()
    {
        var verb = new Verb(
            "trust",
            "Writes the canonical trust file: whom seal and verify believe. Compare it with the tender notice "
                + "before you use it."
        )
        {
            Examples =
            [
                "trading trust keys/ca.trust keys/platform.trust keys/t1/trustee.trust keys/t2/trustee.trust "
                    + "keys/t3/trustee.trust --out trust.txt",
                "trading trust trust.txt --ca 省公共资源CA=ca.der --out wider.txt",
            ],
        }.With(Authorities, Out);
        verb.Add(CommonOptions.RefuseDashes(Lines));
        return verb.Does(
            (request, _) =>
            {
                Join(request);
                return Task.CompletedTask;
            }
        );
    }

    private static void Join(Request request)
    {
        var files = (request.Get(Lines) ?? []).Select(TrustSource.Read).ToList();
        var authorities = (request.Get(Authorities) ?? []).Select(ReadAuthority).ToList();
        if (files.Count + authorities.Count == 0)
            throw CommandException.Usage("There is nothing to join.", "trading trust --help");
        var joined = Joined(files, authorities);
        if (request.Get(Out) is not { } path)
        {
            request.Out.Write(joined.ToText());
            return;
        }
        InputFile.Target(path, "a trust file");
        File.WriteAllText(path, joined.ToText());
        request.Out.WriteLine(
            $"{path}: {joined.Platforms.Count} platform, {joined.Trustees.Count} trustees, "
                + $"{joined.Authorities.Count} authorities"
                + (joined.Offices.Count > 0 ? $", {joined.Offices.Count} offices" : "")
        );
    }

    // The same line in two files is one line; a name with two different keys is refused by the file itself.
    private static TrustFile Joined(List<TrustFile> files, List<TrustedAuthority> authorities)
    {
        try
        {
            return new TrustFile(
                files.SelectMany(f => f.Platforms).DistinctBy(p => (p.Name, Convert.ToHexString(p.SigningKey))),
                files
                    .SelectMany(f => f.Trustees)
                    .DistinctBy(t => (t.Name, Convert.ToHexString(t.SigningKey), Convert.ToHexString(t.StaticKey))),
                files
                    .SelectMany(f => f.Authorities)
                    .Concat(authorities)
                    .DistinctBy(a => (a.Name, Convert.ToHexString(a.Certificate))),
                files
                    .SelectMany(f => f.Offices)
                    .DistinctBy(o =>
                        (o.Kind, o.Name, Convert.ToHexString(o.SigningKey), Convert.ToHexString(o.StaticKey))
                    )
            );
        }
        catch (ArgumentException problem)
        {
            throw CommandException.Usage(problem.Message);
        }
    }

    private static TrustedAuthority ReadAuthority(string text) =>
        text.Split('=', 2) is [var name, var file]
            ? new TrustedAuthority(name, InputFile.Bytes(file, "a certificate (DER)"))
            : throw CommandException.Usage($"--ca {text}: a name and a file are expected, NAME=FILE.der.");
}
