using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Trading.Cli;

/// <summary>
/// An instant as people write it down, with its offset: <c>2026-12-01T09:30:00+08:00</c>. Without one it would be
/// another instant on every machine, so it is refused.
/// </summary>
internal static partial class InstantText
{
    public const string Example = "2026-12-01T09:30:00+08:00 for Beijing time";

    /// <summary>The instant, or why the text is none.</summary>
    public static (DateTimeOffset Instant, string? Problem) Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return (default, $"\"{text}\" is no instant: write {Example}.");
        if (!match.Groups["offset"].Success)
            return (
                default,
                $"\"{text}\" has no offset, so nobody knows which instant it is: write {text}+08:00 for Beijing time."
            );
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? (instant, null)
            : (default, $"\"{text}\" is on no calendar: write {Example}.");
    }

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(?<offset>Z|[+-]\d\d:\d\d)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}

/// <summary>The same in a file.</summary>
/// <param name="what">The file's keys that hold one, as a refusal names them.</param>
internal sealed class InstantJson(string what) : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw Wrong($"{what} is a text such as {InstantText.Example}");
        var (instant, problem) = InstantText.Read(reader.GetString()!);
        return problem is null ? instant : throw Wrong($"{what} {problem.TrimEnd('.')}");
    }

    // Words of ours, for the person who wrote the file: see JsonFile.
    private static JsonException Wrong(string said) => new(said, new FormatException(said));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));
}
