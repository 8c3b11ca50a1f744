using Trading.Crypto;

namespace Trading.Evaluation.Seatings;

/// <summary>
/// The salted hash of a draw's value and first seating: published at the draw, while both lie in a closed stream until
/// the last arrival. Source: docs/spec/draw.md, "Result".
/// </summary>
public static class DrawResult
{
    /// <summary>Bytes of the salt.</summary>
    public const int SaltBytes = 32;

    /// <summary>The hash, 32 bytes; steps of replacements are not in it.</summary>
    public static byte[] Hash(Suite suite, byte[] salt, byte[] value, IEnumerable<SeatingStep> steps) =>
        Tags.Hash(
            suite,
            Tags.DrawResult,
            salt,
            value,
            new WireWriter()
                .List(
                    [.. steps.Where(s => s.InsteadOf == SeatingStep.First)],
                    (w, s) => w.U32((uint)s.Position).U8((byte)s.Group)
                )
                .ToArray()
        );
}

/// <summary>
/// The supervisor's order to draw once more over the same rows: k rises by one, and everybody can count. Source:
/// docs/spec/draw.md, "Draws again".
/// </summary>
/// <param name="Reason">Why, 1–500 letters.</param>
/// <param name="Signature">64 bytes, P1363, by the supervisor's key in the draw lock's policy.</param>
public sealed record DrawAgain(string Reason, byte[] Signature)
{
    /// <summary>The most letters of a reason.</summary>
    public const int ReasonLetters = 500;

    /// <summary>
    /// What is signed under <see cref="Tags.DrawAgain"/> for the draw of number k, from 1: the message of its beacon,
    /// then the reason in UTF-8.
    /// </summary>
    public static byte[] Statement(string session, byte[] root, uint k, string reason) =>
        [.. DrawBeacon.Message(session, root, k), .. WireText.Utf8.GetBytes(reason)];
}
