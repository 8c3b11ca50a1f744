using System.Buffers.Text;
using System.Text;

namespace Trading.Flow.Tests.Secrets;

/// <summary>A secret in every spelling in which a program might hold it or write it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Spelling">How it is written.</param>
/// <param name="Bytes">What is looked for.</param>
/// <param name="Letter">Bytes to a letter, where it counts only as a whole word: digits stand inside other digits by
/// chance. 0 where it counts wherever it stands.</param>
internal sealed record Needle(string Name, string Spelling, byte[] Bytes, int Letter = 0)
{
    // What stands before the secret shifts its base64; letters that mix with neighbours are cut off.
    private const int Alignments = 3;

    public static IEnumerable<Needle> Of(string name, byte[] secret)
    {
        yield return new Needle(name, "raw", secret);
        yield return new Needle(name, "reversed", Reversed(secret, secret.Length));
        if (secret.Length % 8 == 0)
        {
            yield return new Needle(name, "words of 4", Swapped(secret, 4));
            yield return new Needle(name, "words of 8", Swapped(secret, 8));
        }
        foreach (var (spelling, text) in Texts(secret))
        {
            yield return new Needle(name, spelling, Encoding.ASCII.GetBytes(text));
            yield return new Needle(name, spelling + ", UTF-16", Encoding.Unicode.GetBytes(text));
        }
    }

    /// <summary>A word that somebody could read: as bytes of each charset, escaped, and as <see cref="Of"/>.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="text">The word.</param>
    /// <param name="isShort">Whether so few digits come by chance: then they count as a whole word alone.</param>
    public static IEnumerable<Needle> OfText(string name, string text, bool isShort = false)
    {
        foreach (var needle in Of(name, Encoding.UTF8.GetBytes(text)))
            yield return isShort && needle.Spelling is "raw" ? needle with { Letter = 1 } : needle;
        yield return new Needle(name, "UTF-16", Encoding.Unicode.GetBytes(text), isShort ? 2 : 0);
        yield return new Needle(
            name,
            "UTF-16, big end first",
            Encoding.BigEndianUnicode.GetBytes(text),
            isShort ? 2 : 0
        );
        if (text.All(char.IsAscii))
            yield break; // no charset and no escape writes it otherwise
        yield return new Needle(name, "GB 18030", Gb18030.GetBytes(text));
        foreach (var (spelling, escaped) in Escapes(text))
        {
            yield return new Needle(name, spelling, Encoding.ASCII.GetBytes(escaped));
            yield return new Needle(name, spelling + ", UTF-16", Encoding.Unicode.GetBytes(escaped));
        }
    }

    private static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static IEnumerable<(string, string)> Escapes(string text)
    {
        yield return ("JSON", string.Concat(text.Select(c => $"\\u{(int)c:X4}")));
        yield return ("json", string.Concat(text.Select(c => $"\\u{(int)c:x4}")));
        yield return ("in an address", Uri.EscapeDataString(text));
        yield return ("HTML", string.Concat(text.Select(c => $"&#{(int)c};")));
    }

    private static IEnumerable<(string, string)> Texts(byte[] secret)
    {
        yield return ("hexadecimal", Convert.ToHexStringLower(secret));
        yield return ("HEXADECIMAL", Convert.ToHexString(secret));
        for (var before = 0; before < Alignments; before++)
        {
            // Whole groups of three bytes only, so that nothing that follows changes a letter.
            var start = (Alignments - before) % Alignments;
            var inside = secret[start..(start + (secret.Length - start) / 3 * 3)];
            yield return ($"base64 from byte {start}", Convert.ToBase64String(inside));
            yield return ($"base64url from byte {start}", Base64Url.EncodeToString(inside));
        }
    }

    private static byte[] Reversed(byte[] bytes, int word) => Swapped(bytes, word);

    // Big integers lie in memory as words whose bytes run backwards.
    private static byte[] Swapped(byte[] bytes, int word) => [.. bytes.Chunk(word).SelectMany(w => w.Reverse())];
}

/// <summary>Looks for many needles in one pass.</summary>
internal sealed class NeedleSearch
{
    private const int Pairs = 1 << 16;
    private readonly Needle[]?[] byStart = new Needle[Pairs][];

    public NeedleSearch(IEnumerable<Needle> needles)
    {
        var all = needles.ToList();
        LongestBytes = all.Max(n => n.Bytes.Length);
        foreach (var group in all.GroupBy(n => n.Bytes[0] | n.Bytes[1] << 8))
            byStart[group.Key] = [.. group];
    }

    public int LongestBytes { get; }

    public void Search(ReadOnlySpan<byte> hay, ISet<string> found)
    {
        for (var i = 0; i + 1 < hay.Length; i++)
        {
            if (byStart[hay[i] | hay[i + 1] << 8] is not { } candidates)
                continue;
            foreach (var needle in candidates)
                if (hay[i..].StartsWith(needle.Bytes) && (needle.Letter == 0 || IsWord(hay, i, needle)))
                    found.Add($"{needle.Name} ({needle.Spelling})");
        }
    }

    private static bool IsWord(ReadOnlySpan<byte> hay, int at, Needle needle) =>
        !IsLetter(hay, at - needle.Letter, needle.Letter) && !IsLetter(hay, at + needle.Bytes.Length, needle.Letter);

    private static bool IsLetter(ReadOnlySpan<byte> hay, int at, int bytes) =>
        at >= 0
        && at + bytes <= hay.Length
        && hay.Slice(at, bytes).IndexOfAnyExcept((byte)0) is >= 0 and var i
        && char.IsAsciiLetterOrDigit((char)hay[at + i]);
}
