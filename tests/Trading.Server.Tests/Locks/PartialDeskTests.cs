using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Locks;

/// <summary>What the relay keeps counts only as far as the stream has its hash: its keeper can change the file.</summary>
public sealed class PartialDeskTests
{
    [Fact]
    public async Task Good_partial_openings_count_only_as_the_bytes_whose_hash_the_stream_has()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        // Two of three are needed and only the first one's come in: the lot stays in its release.
        foreach (var silent in server.Trustees.Skip(1))
            silent.Tamper = message => message.Kind == TrusteeMessageKind.Partials ? null : message;
        for (var i = 0; i < 3; i++)
            await new Bidder(hall, $"b{i}").SubmitAsync();
        hall.Close();
        var (relay, desk) = (server.Get<RelayStore>(), server.Get<PartialDesk>());
        var lot = await ReleasedByAsync(server, hall, 1);
        var first = relay.Partials(hall.Id, Hall.Lot)[1];
        var second = await OpenedByAsync(server, hall, lot, 2);
        relay.PutPartials(hall.Id, Hall.Lot, 2, Suite.P256.Hash(second), second);

        Assert.Null(await desk.FindEnoughAsync(hall.Id, lot)); // the stream has none of the second trustee
        lot = lot with { Release = lot.Release with { Partials = lot.Partials.Add(2, Suite.P256.Hash(second)) } };
        Assert.Equal([1, 2], (await desk.FindEnoughAsync(hall.Id, lot))!.Value.Batches.Select(b => b.Trustee));

        var other = await OpenedByAsync(server, hall, lot, 1);
        Assert.NotEqual(first.Batch, other); // as good as the first: only its hash is another
        relay.PutPartials(hall.Id, Hall.Lot, 1, Suite.P256.Hash(other), other);
        Assert.Null(await desk.FindEnoughAsync(hall.Id, lot));
        relay.PutPartials(hall.Id, Hall.Lot, 1, first.Hash, other);
        Assert.Null(await desk.FindEnoughAsync(hall.Id, lot));
        relay.PutPartials(hall.Id, Hall.Lot, 1, first.Hash, first.Batch);
        Assert.NotNull(await desk.FindEnoughAsync(hall.Id, lot));
    }

    private static Task<Lot.Releasing> ReleasedByAsync(TestServer server, Hall hall, int trustee) =>
        Until.SeenAsync(
            $"trustee {trustee} has released",
            server.Patience(20),
            async () =>
                await server.Get<Desks>().FindLotAsync(hall.Id, Hall.Lot) is Lot.Releasing lot
                && lot.Partials.ContainsKey(trustee)
                && server.Get<RelayStore>().Partials(hall.Id, Hall.Lot).ContainsKey(trustee)
                    ? lot
                    : null
        );

    // A batch of the trustee's own, fresh: its proofs differ from one time to the next.
    private static async Task<byte[]> OpenedByAsync(TestServer server, Hall hall, Lot.Releasing lot, int trustee)
    {
        var release = await server.Get<FrozenLots>().FindAsync(hall.Id, lot.Policy, lot.Lock, lot.Freeze);
        var share = server.Trustees[trustee - 1].ShareOf(hall);
        return release.Opening!.Open(trustee, share, Entropy.System).ToBytes();
    }
}
