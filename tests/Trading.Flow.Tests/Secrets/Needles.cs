using System.Buffers.Text;
using System.Text;

namespace Trading.Flow.Tests.Secrets;

/// <summary>A secret in every spelling in which a program might hold it or write it.</summary>
internal sealed record Needle(string Name, string Spelling, byte[] Bytes)
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
                if (hay[i..].StartsWith(needle.Bytes))
                    found.Add($"{needle.Name} ({needle.Spelling})");
        }
    }
}
