using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// Options that mean the same in every command that has them. Each call makes a new one: an option belongs to one
/// command.
/// </summary>
public static class CommonOptions
{
    public static readonly Uri DefaultServer = new("http://127.0.0.1:5080");

    public static Option<Uri> Server() => Address("--server", "Address of the platform", DefaultServer);

    /// <summary>An address of some process.</summary>
    public static Option<Uri> Address(string name, string description, Uri otherwise) =>
        new(name)
        {
            Description = description,
            HelpName = "URL",
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
                Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                    ? uri
                    : Wrong(result, $"{name} is an http or https address"),
        };

    public static Option<string> Key(string whose) =>
        new("--key")
        {
            Description = $"Private key of {whose} (PKCS#8 DER); its certificate stands beside it as NAME.der",
            HelpName = "FILE",
            Required = true,
        };

    /// <summary>The same where a command can do without it.</summary>
    public static Option<string> KeyIfNeeded(string whose) =>
        new("--key")
        {
            Description = $"Private key of {whose} (PKCS#8 DER); its certificate stands beside it as NAME.der",
            HelpName = "FILE",
        };

    public static Option<string> Trust(string why) =>
        new("--trust") { Description = $"Trust file, obtained outside the platform: {why}", HelpName = "FILE" };

    public static Option<string> Session() =>
        new("--session")
        {
            Description = "The session, 32 hexadecimal digits",
            HelpName = "ID",
            Required = true,
        };

    public static Option<string> Lot() =>
        new("--lot")
        {
            Description = "The lot (标段 / 包)",
            HelpName = "ID",
            Required = true,
        };

    public static Option<string> Kit() =>
        new("--kit")
        {
            Description = "The submission kit that seal wrote: whoever holds it can replace or withdraw the bid",
            HelpName = "FILE",
            Required = true,
        };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for a machine" };

    /// <summary>A size such as 2MiB.</summary>
    public static Option<long> Size(string name, string description, string usual) =>
        new(name)
        {
            Description = description,
            HelpName = "BYTES",
            DefaultValueFactory = _ => Parse(usual),
            CustomParser = result =>
                SizeText.TryParse(result.Tokens[0].Value, out var bytes)
                    ? bytes
                    : Wrong<long>(result, $"{name} is a size such as 300, 100KiB or 2MiB"),
        };

    /// <summary>A mistyped option must not be taken for a file.</summary>
    public static T RefuseDashes<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
                result.AddError($"Unrecognized option '{token.Value}'.");
        });
        return argument;
    }

    private static long Parse(string size) =>
        SizeText.TryParse(size, out var bytes)
            ? bytes
            : throw new ArgumentException($"{size} is no size", nameof(size));

    private static T Wrong<T>(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default!;
    }

    private static Uri Wrong(System.CommandLine.Parsing.ArgumentResult result, string message) =>
        Wrong<Uri>(result, message);
}
