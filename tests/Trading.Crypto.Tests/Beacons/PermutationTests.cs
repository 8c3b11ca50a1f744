using System.Buffers.Binary;

namespace Trading.Crypto.Tests.Beacons;

public class PermutationTests
{
    private const int Places = 5;
    private const int Orders = 120;
    private const int Expected = 500;
    private static readonly Suite P256 = Suite.P256;

    // The quantiles 0.1 % and 99.9 % of χ² with 119 degrees of freedom.
    private const int Least = 76;
    private const int Most = 173;

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(7), InlineData(2_000), InlineData(200_000)]
    public void Every_place_stands_in_the_order_once(int places)
    {
        var order = Beacon.Order(P256, ValueOf(places), places);
        Assert.Equal(Enumerable.Range(0, places), order.Order());
    }

    [Fact]
    public void A_short_order_is_the_beginning_of_the_long_one()
    {
        var all = Permutation.Draw(P256, ValueOf(1), Tags.BeaconOrder, 300, 300);
        for (var count = 0; count <= 300; count += 20)
            Assert.Equal(all[..count], Permutation.Draw(P256, ValueOf(1), Tags.BeaconOrder, 300, count));
    }

    [Fact]
    public void Another_value_tag_or_number_of_places_is_another_order()
    {
        var order = Beacon.Order(P256, ValueOf(1), 100);
        Assert.NotEqual(order, Beacon.Order(P256, ValueOf(2), 100));
        Assert.NotEqual(order, Permutation.Draw(P256, ValueOf(1), Tags.SlotOrder, 100, 100));
        Assert.NotEqual(order[..99], Beacon.Order(P256, ValueOf(1), 101)[..99]);
    }

    [Theory]
    [InlineData(3, 4), InlineData(3, -1), InlineData(-1, -1), InlineData(-1, 0)]
    public void More_than_all_or_fewer_than_none_cannot_be(int places, int count) =>
        Assert.Throws<ArgumentException>(() => Permutation.Draw(P256, ValueOf(1), Tags.BeaconOrder, places, count));

    [Fact]
    public void All_orders_of_five_are_equally_frequent() =>
        Assert.InRange(ChiSquare(value => Beacon.Order(P256, value, Places)), Least, Most);

    /// <summary>What the test above would say of the shuffle that everybody writes first.</summary>
    [Fact]
    public void A_shuffle_that_swaps_every_place_with_any_is_found_out() =>
        Assert.InRange(ChiSquare(Careless), 10 * Most, int.MaxValue);

    private static int[] Careless(byte[] value)
    {
        var stream = new HkdfStream(P256, value, Tags.BeaconOrder);
        int[] order = [.. Enumerable.Range(0, Places)];
        for (var k = 0; k < Places; k++)
        {
            var other = (int)stream.Below(Places);
            (order[k], order[other]) = (order[other], order[k]);
        }
        return order;
    }

    // Σ (seen − expected)² / expected over all orders, of as many values as make each expected 500 times.
    private static int ChiSquare(Func<byte[], int[]> orderOf)
    {
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < Orders * Expected; i++)
        {
            var order = string.Join(' ', orderOf(ValueOf(i)));
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(Orders, seen.Count);
        return seen.Values.Sum(count => (count - Expected) * (count - Expected)) / Expected;
    }

    private static byte[] ValueOf(int i)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, i);
        return P256.Hash(number);
    }
}
