using System.CommandLine;
using System.Text.Json;

namespace Trading.Cli;

/// <summary>A parsed command line and where its answer goes.</summary>
public sealed class Request(ParseResult parsed)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The answer.</summary>
    public TextWriter Out { get; } = parsed.InvocationConfiguration.Output;

    /// <summary>Notes on the way and errors: never part of the answer.</summary>
    public TextWriter Notes { get; } = parsed.InvocationConfiguration.Error;

    /// <summary>Where a person can be asked, or nobody.</summary>
    internal Confirmation Confirmation => new((parsed.InvocationConfiguration as PersonsInvocation)?.Terminal, Notes);

    /// <summary>Value of an option, or its default.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>Value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Value of an option that the command cannot do without.</summary>
    public T Need<T>(Option<T> option) =>
        parsed.GetValue(option)
        ?? throw CommandException.Usage(
            $"{option.Name} is missing.",
            $"trading {parsed.CommandResult.Command.Name} --help"
        );

    /// <summary>Whether the option stands on the command line.</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Prints one JSON value, for a machine.</summary>
    public void Print(object value) => Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
