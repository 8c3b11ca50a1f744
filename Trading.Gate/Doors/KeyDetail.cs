using System.Globalization;

namespace Trading.Gate.Doors;

/// <summary>
/// What the register keeps of a certified key: which evaluation, which seat, which number its browser showed. Kept as
/// one text without words, so that page and PDF say it in the language of their reader.
/// </summary>
/// <param name="Room">First 8 letters of the room's id.</param>
/// <param name="Seat">Number of the seat, 1 and up.</param>
/// <param name="Number">Ten digits, in groups.</param>
internal sealed record KeyDetail(string Room, string Seat, string Number)
{
    private const string Between = " · ";
    private const int RoomLetters = 8;

    /// <summary>The text that is kept.</summary>
    public static string Of(string room, int seat, string number) =>
        string.Join(Between, room[..RoomLetters], seat.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>Of a kept text; null for every other detail.</summary>
    public static KeyDetail? Read(string detail) =>
        detail.Split(Between) is [var room, var seat, var number]
        && room.Length == RoomLetters
        && room.All(char.IsAsciiHexDigitLower)
        && seat.All(char.IsAsciiDigit)
            ? new KeyDetail(room, seat, number)
            : null;

    /// <summary>The text in words: a sentence with <c>{room}</c>, <c>{seat}</c> and <c>{number}</c>.</summary>
    public string In(string sentence) =>
        sentence
            .Replace("{room}", Room, StringComparison.Ordinal)
            .Replace("{seat}", Seat, StringComparison.Ordinal)
            .Replace("{number}", Number, StringComparison.Ordinal);
}
