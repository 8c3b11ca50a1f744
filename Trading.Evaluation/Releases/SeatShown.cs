using Trading.Crypto;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Releases;

/// <summary>
/// What shows a trustee that a position sits: the attachments of a want for one record. They are, in this order: the
/// request; k (4) ‖ list of answers; list of drops, each kind (1) ‖ bytes statement ‖ bytes signature, in the order in
/// which they happened; of a name the gate's statement that somebody stands there, bytes statement ‖ bytes signature.
/// Source: docs/spec/draw.md, "Release".
/// </summary>
/// <param name="Request">Canonical bytes of the request.</param>
/// <param name="K">The number of the newest draw.</param>
/// <param name="Answers">Answers of trustees to its beacon, t of which hold.</param>
/// <param name="Drops">By which positions dropped out since.</param>
/// <param name="Presented">The gate's statement and its signature; null for a contact.</param>
public sealed record SeatShown(
    byte[] Request,
    uint K,
    IReadOnlyList<byte[]> Answers,
    IReadOnlyList<SignedDrop> Drops,
    (byte[] Statement, byte[] Signature)? Presented
)
{
    private const int MostAnswers = 255;
    private const int MostDrops = 4096;
    private const int MostStatementBytes = 4096;

    /// <summary>The attachments.</summary>
    public IReadOnlyList<byte[]> ToAttachments()
    {
        List<byte[]> attachments =
        [
            Request,
            new WireWriter().U32(K).List(Answers, static (w, a) => w.Bytes(a)).ToArray(),
            new WireWriter()
                .List(Drops, static (w, d) => w.U8((byte)d.Kind).Bytes(d.Statement).Bytes(d.Signature))
                .ToArray(),
        ];
        if (Presented is var (statement, signature))
            attachments.Add(new WireWriter().Bytes(statement).Bytes(signature).ToArray());
        return attachments;
    }

    /// <summary>Reads attachments; false for anything that <see cref="ToAttachments"/> would not print.</summary>
    public static bool TryParse(IReadOnlyList<byte[]> attachments, out SeatShown shown)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        shown = null!;
        if (attachments.Count is not (3 or 4))
            return false;
        try
        {
            var (k, answers) = ReadAnswers(attachments[1]);
            shown = new SeatShown(
                attachments[0],
                k,
                answers,
                ReadDrops(attachments[2]),
                attachments.Count == 4 ? ReadPresented(attachments[3]) : null
            );
            return shown.Drops.All(d => Enum.IsDefined(d.Kind));
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static (uint K, byte[][] Answers) ReadAnswers(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        var (k, answers) = (reader.U32(), reader.List(static (ref WireReader r) => r.Bytes(), MostAnswers));
        reader.End();
        return (k, answers);
    }

    private static SignedDrop[] ReadDrops(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        var drops = reader.List(
            static (ref WireReader r) =>
                new SignedDrop((DropKind)r.U8(), r.Bytes(MostStatementBytes), r.Bytes(Suite.SignatureBytes)),
            MostDrops
        );
        reader.End();
        return drops;
    }

    private static (byte[], byte[]) ReadPresented(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        var presented = (reader.Bytes(MostStatementBytes), reader.Bytes(Suite.SignatureBytes));
        reader.End();
        return presented;
    }
}
