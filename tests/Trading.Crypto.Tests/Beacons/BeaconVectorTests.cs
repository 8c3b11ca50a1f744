using Trading.Crypto.Tests.Frozen;

namespace Trading.Crypto.Tests.Beacons;

/// <summary>
/// tests/vectors/beacon/beacon.json and permutations.json, written by an implementation that knows docs/spec/draw.md
/// alone.
/// </summary>
public class BeaconVectorTests
{
    private static readonly Suite P256 = Suite.P256;

    private sealed record BeaconFile(
        string Format,
        ushort Suite,
        int T,
        int N,
        byte[] LockId,
        byte[] Random,
        Trustee[] Trustees,
        Asked[] Beacons,
        Case[] Refusals
    );

    private sealed record Trustee(byte[] Share, byte[] VerificationShare);

    private sealed record Asked(
        byte[] Message,
        byte[] Alpha,
        byte[] Point,
        byte[] Info,
        byte[][] Batches,
        byte[] Shared,
        byte[] Value
    );

    private sealed record OrderFile(string Format, ushort Suite, Numbers[] Numbers, Order[] Orders, Long[] LongOrders);

    private sealed record Numbers(byte[] Seed, string Tag, uint Bound, uint[] Below);

    private sealed record Order(byte[] Value, int[] Places);

    private sealed record Long(byte[] Value, int Count, int[] First, byte[] Hash);

    [Fact]
    public void Frozen_beacons_are_reached_by_every_two_trustees()
    {
        var file = FrozenVectors.Load<BeaconFile>("beacon/beacon.json");
        Assert.Equal((P256.Id, 2, 3), (file.Suite, file.T, file.N));
        Assert.Equal(Enumerable.Repeat((byte)0x42, 32), file.Random);
        foreach (var asked in file.Beacons)
        {
            var beacon = new Beacon(P256, asked.Message);
            Assert.Equal(asked.Alpha, Tags.Join(Tags.Beacon, asked.Message));
            Assert.Equal(asked.Info, (byte[])[.. file.LockId, .. P256.Hash(asked.Alpha)]);
            Assert.Equal(asked.Point, beacon.Point.Encode());
            var opening = OpeningOf(file, beacon);
            var batches = file.Trustees.Select((trustee, i) => Answer(file, opening, i + 1, trustee)).ToArray();
            Assert.Equal(asked.Batches, batches.Select(batch => batch.ToBytes()));
            foreach (var (left, right) in new[] { (0, 1), (0, 2), (1, 2) })
            {
                var shared = Assert.Single(opening.Combine([batches[left], batches[right]]).Shared!);
                Assert.Equal(asked.Shared, shared.Encode());
                Assert.Equal(asked.Value, beacon.ValueOf(shared));
            }
        }
    }

    /// <summary>Each is an answer of trustee 1 to the first beacon with the one mutation that its name tells.</summary>
    [Fact]
    public void Every_refused_answer_falls_into_its_class()
    {
        var file = FrozenVectors.Load<BeaconFile>("beacon/beacon.json");
        var opening = OpeningOf(file, new Beacon(P256, file.Beacons[0].Message));
        foreach (var refused in file.Refusals)
            Assert.Equal((refused.Name, refused.Result), (refused.Name, Fault(opening, refused.Bytes)));
        Assert.Equal(
            ["None", "UnknownTrustee", "Unreadable", "WrongCount", "WrongProof"],
            file.Refusals.Select(refused => refused.Result).Distinct().Order()
        );
    }

    [Fact]
    public void Frozen_numbers_below_a_bound_are_drawn()
    {
        foreach (var numbers in FrozenVectors.Load<OrderFile>("beacon/permutations.json").Numbers)
        {
            var stream = new HkdfStream(P256, numbers.Seed, numbers.Tag);
            Assert.Equal(numbers.Below, numbers.Below.Select(_ => stream.Below(numbers.Bound)));
        }
    }

    [Fact]
    public void Frozen_orders_are_drawn()
    {
        var file = FrozenVectors.Load<OrderFile>("beacon/permutations.json");
        foreach (var order in file.Orders)
            Assert.Equal(order.Places, Beacon.Order(P256, order.Value, order.Places.Length));
        foreach (var order in file.LongOrders)
        {
            var places = Beacon.Order(P256, order.Value, order.Count);
            Assert.Equal(order.First, places[..order.First.Length]);
            var listed = new WireWriter();
            foreach (var place in places)
                listed.U32((uint)place);
            Assert.Equal(order.Hash, P256.Hash(listed.ToArray()));
        }
        Assert.Contains(file.LongOrders, order => order.Count == 200_000);
    }

    private static string Fault(PartialOpening opening, byte[] bytes) =>
        PartialBatch.TryParse(P256, bytes, out var batch) ? opening.Check(batch!).ToString() : "Unreadable";

    private static PartialOpening OpeningOf(BeaconFile file, Beacon beacon) =>
        beacon.Opening(file.T, [.. file.Trustees.Select(trustee => PointOf(trustee.VerificationShare))], file.LockId);

    private static PartialBatch Answer(BeaconFile file, PartialOpening opening, int number, Trustee trustee)
    {
        Assert.True(P256.Group.TryDecodeScalar(trustee.Share, out var share));
        return opening.Open(number, share, new StuckEntropy());
    }

    private static Point PointOf(byte[] bytes)
    {
        Assert.True(P256.Group.TryDecode(bytes, out var point));
        return point;
    }
}
