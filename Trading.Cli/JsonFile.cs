using System.Globalization;
using System.Text.Json;

namespace Trading.Cli;

/// <summary>
/// JSON files that a person wrote or keeps, and in our words what they lack: where, and what to do. The library's own
/// sentences name its types.
/// </summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Lax = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>
    /// The file's value; <paramref name="what"/> is what it should be, with its article, <paramref name="next"/> where
    /// to look or what to do.
    /// </summary>
    public static T Read<T>(string path, string what, JsonSerializerOptions options, string next)
        where T : class
    {
        var text = InputFile.Text(path, what);
        try
        {
            using var document = JsonDocument.Parse(text, Lax);
        }
        catch (JsonException broken)
        {
            throw Wrong(path, what, $"it is not valid JSON{LineOf(broken)}", next);
        }
        try
        {
            return JsonSerializer.Deserialize<T>(text, options) ?? throw Wrong(path, what, "it is null", next);
        }
        catch (JsonException other)
        {
            throw Wrong(path, what, ReasonOf(other), next);
        }
    }

    /// <summary>The refusal of a file that is not what it should be.</summary>
    public static CommandException Wrong(string path, string what, string reason, string next) =>
        CommandException.Usage($"{InputFile.Shown(path)} is not {what}: {reason}.", next);

    // Our own readers say in a FormatException what is wrong; the library's sentences name its types.
    private static string ReasonOf(JsonException problem)
    {
        if (problem.InnerException is FormatException said)
            return $"{said.Message}{LineOf(problem)}";
        return MissingOf(problem.Message)
            ?? $"{PlaceOf(problem)} is unknown there, or has another form than expected{LineOf(problem)}";
    }

    private static string PlaceOf(JsonException problem) =>
        problem.Path is { Length: > 0 } place ? ScreenText.Clean(place) : "$";

    private static string LineOf(JsonException problem) =>
        problem.LineNumber is { } number ? $" (line {(number + 1).ToString(CultureInfo.InvariantCulture)})" : "";

    // "… was missing required properties including: 'title', 'lots'." is the only place where their names stand.
    private static string? MissingOf(string message)
    {
        var at = message.IndexOf("missing required properties", StringComparison.Ordinal);
        return at < 0
            ? null
            : $"{string.Join(", ", message[at..].Split('\'').Where((_, index) => index % 2 == 1))} is missing";
    }
}
