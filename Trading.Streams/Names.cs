using System.Text;
using Trading.Crypto;

namespace Trading.Streams;

/// <summary>
/// How sessions, lots, submissions and streams are called. All names are safe inside a URL. Source: docs/spec/feed.md,
/// "Names".
/// </summary>
public static class Names
{
    /// <summary>Hexadecimal digits of a session id and of a submission id.</summary>
    public const int IdDigits = 32;

    /// <summary>Most characters of a lot's id.</summary>
    public const int LotCharacters = 16;

    /// <summary>Whether the text is a session id: 32 lower-case hexadecimal digits.</summary>
    public static bool IsSession(string? text) => IsHex(text, IdDigits);

    /// <summary>Whether the text is a submission id: 32 lower-case hexadecimal digits.</summary>
    public static bool IsSubmission(string? text) => IsHex(text, IdDigits);

    /// <summary>Whether the text is the hexadecimal form of a hash: 64 lower-case digits.</summary>
    public static bool IsHash(string? text) => IsHex(text, 2 * Trading.Crypto.Suite.HashBytes);

    /// <summary>Whether the text is a lot's id: 1 to 16 of a–z, 0–9 and '-'.</summary>
    public static bool IsLot(string? text) =>
        text is { Length: >= 1 and <= LotCharacters }
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>The word before a session's id in the name of its stream.</summary>
    public const string SessionPrefix = "session";

    /// <summary>The word before session and lot in the name of an intake's stream.</summary>
    public const string IntakePrefix = "intake";

    /// <summary>The word before a draw's id in the name of its public stream.</summary>
    public const string DrawPrefix = "draw";

    /// <summary>The word before a draw's id in the name of the stream that is closed until the last arrival.</summary>
    public const string DrawnPrefix = "drawn";

    /// <summary>The word before a draw's id in the name of the stream of names.</summary>
    public const string SeatedPrefix = "seated";

    /// <summary>The word before a room's id in the name of its public stream.</summary>
    public const string RoomPrefix = "room";

    /// <summary>The word before a room's id in the name of the stream of papers that are blind for a while.</summary>
    public const string SheetsPrefix = "sheets";

    /// <summary>The word before a room's id in the name of the stream for committee and supervisor.</summary>
    public const string SupervisedPrefix = "supervised";

    /// <summary>The word before a room's id in the name of the stream of heads of its recordings.</summary>
    public const string RecordedPrefix = "recorded";

    /// <summary>The public stream of a room.</summary>
    public static string RoomStream(string room) => $"{RoomPrefix}.{room}";

    /// <summary>The stream of ballots, reviews and score sheets: each closed until all of its stage are in.</summary>
    public static string SheetsStream(string room) => $"{SheetsPrefix}.{room}";

    /// <summary>The stream of what is said and decided in a room: for its committee and the supervisor.</summary>
    public static string SupervisedStream(string room) => $"{SupervisedPrefix}.{room}";

    /// <summary>The public stream of heads of a room's recordings.</summary>
    public static string RecordedStream(string room) => $"{RecordedPrefix}.{room}";

    /// <summary>The public stream of a draw.</summary>
    public static string DrawStream(string draw) => $"{DrawPrefix}.{draw}";

    /// <summary>The stream of value, positions and outcomes of a draw: closed until the last arrival.</summary>
    public static string DrawnStream(string draw) => $"{DrawnPrefix}.{draw}";

    /// <summary>The stream of the names of those who arrived: for gate, supervisor and members alone.</summary>
    public static string SeatedStream(string draw) => $"{SeatedPrefix}.{draw}";

    /// <summary>The public stream of a session.</summary>
    public static string SessionStream(string session) => $"{SessionPrefix}.{session}";

    /// <summary>The stream of a lot's intake: closed until the lot is frozen, then public.</summary>
    public static string IntakeStream(string session, string lot) => $"{IntakePrefix}.{session}.{lot}";

    /// <summary>The private, treeless stream of a lot's COMMITs.</summary>
    public static string ReceivedStream(string session, string lot) => $"received.{session}.{lot}";

    /// <summary>
    /// 32 bytes that tie an envelope to its session and lot: the tagged hash (<see cref="Tags.Context"/>) of both names
    /// in ASCII.
    /// Source: docs/spec/envelope.md.
    /// </summary>
    public static byte[] ContextHash(Suite suite, string session, string lot) =>
        Tags.Hash(suite, Tags.Context, Encoding.ASCII.GetBytes(session), Encoding.ASCII.GetBytes(lot));

    private static bool IsHex(string? text, int digits) =>
        text?.Length == digits && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
