using Trading.Crypto;
using Trading.Evaluation.Releases;
using Trading.Locks.Tests.Trustee;

namespace Trading.Evaluation.Tests.Releases;

/// <summary>A draw and its three trustees without disk and network, brought to the stage that a test needs.</summary>
public sealed class DrawStage
{
    public DrawStage(DrawPlatform? platform = null)
    {
        Platform = platform ?? new DrawPlatform();
        Trustees = [.. Enumerable.Range(1, 3).Select(i => new ModelTrustee(Platform, i))];
    }

    public DrawPlatform Platform { get; }
    public ModelTrustee[] Trustees { get; }
    public ModelTrustee First => Trustees[0];

    /// <summary>Height of the commitment's event.</summary>
    public int Height { get; private set; }

    /// <summary>Serves everybody's inbox until nobody has anything new to say.</summary>
    public DrawStage Settle(params ModelTrustee[] awake)
    {
        for (var round = 0; round < 10; round++)
            if ((awake.Length > 0 ? awake : Trustees).Sum(t => t.Serve()) == 0)
                break;
        return this;
    }

    /// <summary>All three locks stand and a commitment of so many experts is cosigned.</summary>
    public DrawStage Committed(int experts = 60)
    {
        Settle();
        Assert.True(Platform.AreMade);
        Height = Platform.Commit(experts);
        return Settle();
    }

    /// <summary>The hour of the draw has come.</summary>
    public DrawStage AtHour()
    {
        Platform.Now = Platform.Request.DrawAt + DrawPlatform.Second;
        return this;
    }

    /// <summary>The named trustees (all, where none is) have answered the beacon of number k.</summary>
    public DrawStage Drawn(uint k = 0, params ModelTrustee[] awake)
    {
        AtHour();
        Platform.Questions.Add((DrawLots.Draw, Beacon(k).ToBytes(), Height, Orders(k)));
        Settle(awake);
        Platform.Questions.Clear();
        return this;
    }

    public DrawSubject Beacon(uint k = 0) => DrawSubject.Beacon(Platform.Commitment.Root, k);

    public PointWant BeaconWant(uint k = 0) => Platform.Want(DrawLots.Draw, Beacon(k), Height, Orders(k));

    public PointWant NameWant(int position, SeatShown? shown = null) =>
        Platform.Want(
            DrawLots.Names,
            DrawSubject.Name(position),
            Height,
            (shown ?? Platform.Shown(0, position)).ToAttachments()
        );

    public PointWant ContactWant(int position, SeatShown? shown = null) =>
        Platform.Want(
            DrawLots.Contact,
            DrawSubject.Contact(position),
            Height,
            (shown ?? Platform.Shown()).ToAttachments()
        );

    /// <summary>The batch in a sealed answer, opened with an office's secret; null where it does not open.</summary>
    public PartialBatch? Open(TrusteeMessage answer, Scalar secret)
    {
        Assert.Equal(TrusteeMessageKind.Point, answer.Kind);
        Assert.True(TrusteeBodies.TryPoint(answer.Body, out var subject, out var box));
        byte[] info = [.. Platform.LockOf(answer.Lot).LockId, .. subject];
        return
            SealedBox.Open(DrawPlatform.Suite, secret, Tags.DrawShare, info, box, Entropy.System) is { } plain
            && PartialBatch.TryParse(DrawPlatform.Suite, plain, out var batch)
            ? batch
            : null;
    }

    private byte[][] Orders(uint k) => [.. Enumerable.Range(1, (int)k).Select(i => Platform.Order((uint)i))];
}
