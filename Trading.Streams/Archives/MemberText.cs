using System.Text;
using Trading.Crypto;

namespace Trading.Streams.Archives;

/// <summary>
/// Single members of an archive. What no archive holds is a <see cref="WireException"/>. Source: docs/spec/archive.md,
/// "Members".
/// </summary>
public static class MemberText
{
    /// <summary>A note as a member.</summary>
    public static byte[] Write(string text) => WireText.Utf8.GetBytes(text);

    /// <summary>The note of a member.</summary>
    public static string Read(byte[] member)
    {
        try
        {
            return WireText.Utf8.GetString(member);
        }
        catch (DecoderFallbackException)
        {
            throw new WireException("a note is not UTF-8", 0);
        }
    }

    /// <summary>Takes one member out of those that are left.</summary>
    public static byte[] Take(IDictionary<string, byte[]> left, string name)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Remove(name, out var content) ? content : throw new WireException($"member {name} is missing", 0);
    }
}
