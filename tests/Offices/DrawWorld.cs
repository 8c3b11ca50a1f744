using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Locks.Policies;

namespace Trading.Tests.Offices;

/// <summary>What a platform and its trustees know of a draw, as they hand it to offices.</summary>
internal static class DrawWorld
{
    public static string RootOf(Draw draw) => Convert.ToHexStringLower(draw.Commitment.Root);

    /// <summary>Head and leaves, as they are fetched.</summary>
    public static byte[] RowsOf(Draw draw) =>
        [.. draw.Commitment.Head.ToBytes(), .. draw.Commitment.Positions.SelectMany(p => p.ToBytes())];

    /// <summary>What so many trustees answer for one record, sealed to an office.</summary>
    public static object[] Shares(Draw draw, RecordKind kind, int position, byte[] office, params int[] trustees)
    {
        var (certificate, purpose) =
            kind == RecordKind.Name ? (draw.Locks.Names, LockPurpose.Names) : (draw.Locks.Contact, LockPurpose.Contact);
        var opening = OpenRecord.Opening(
            certificate,
            draw.Request.Hash(),
            draw.Commitment.Root,
            kind,
            draw.Commitment.Positions[position]
        );
        Assert.True(Suite.P256.Group.TryDecode(office, out var recipient));
        return
        [
            .. trustees.Select(trustee => new
            {
                trustee,
                body = SealedBox.Seal(
                    Suite.P256,
                    recipient,
                    Tags.DrawShare,
                    RecordShares.Info(certificate, kind, position),
                    draw.Trustees.Answer(purpose, opening, trustee).ToBytes(),
                    Entropy.System
                ),
            }),
        ];
    }

    public static object Notify(Draw draw, int position, object[] shares) =>
        new
        {
            draw = draw.Request.Draw,
            kind = "notify",
            position,
            request = DrawRequestCodec.ToBytes(draw.Request),
            certificates = Certificates(draw),
            root = draw.Commitment.Root,
            k = 0,
            shares,
        };

    public static object CalledOff(Draw draw, int k, bool hasEnded, params int[] positions) =>
        new
        {
            draw = draw.Request.Draw,
            kind = "called-off",
            root = draw.Commitment.Root,
            k,
            positions,
            hasEnded,
        };

    public static object Admit(Draw draw, params int[] unseated) =>
        new
        {
            draw = draw.Request.Draw,
            kind = "admit",
            request = DrawRequestCodec.ToBytes(draw.Request),
            certificates = Certificates(draw),
            root = draw.Commitment.Root,
            k = 0,
            unseated,
        };

    public static object Unseal(Draw draw, int position, object[] shares) =>
        new
        {
            draw = draw.Request.Draw,
            kind = "unseal",
            position,
            root = draw.Commitment.Root,
            k = 0,
            shares,
        };

    private static byte[][] Certificates(Draw draw) =>
        [draw.Locks.Draw.ToBytes(), draw.Locks.Names.ToBytes(), draw.Locks.Contact.ToBytes()];
}
