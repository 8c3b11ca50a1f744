using System.Text;
using System.Text.Json;
using Trading.Crypto;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// The whole procedure over real HTTP: prepared, locked, received, frozen, released, opened, concluded, archived.
/// </summary>
public sealed class WalkingOpeningTests
{
    [Fact]
    public async Task Bids_are_received_frozen_released_opened_confirmed_and_archived()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        var bidders = Enumerable.Range(1, 4).Select(i => new Bidder(hall, $"投标人 {i} 🏗", 90_000_000 + i)).ToArray();
        foreach (var bidder in bidders)
        {
            var acknowledgement = await bidder.SubmitAsync(bidder.Seal(documentBytes: 100_000));
            Assert.True(acknowledgement.IsSignedBy(server.PlatformKey.PublicPoint));
        }

        hall.Close();
        var opened = await host.UntilAsync(hall.Id, Hall.Lot, "opened");
        var bids = opened.GetProperty("bids").EnumerateArray().ToArray();
        Assert.Equal(bidders.Select(b => b.Id), bids.Select(b => b.GetProperty("submission").GetString()));
        Assert.Equal(bidders.Select(b => b.Person.Name), bids.Select(b => b.GetProperty("bidderName").GetString()));
        Assert.All(bids, b => Assert.Empty(b.GetProperty("marks").EnumerateArray()));

        await ActAsync(host, hall, bidders[0].Person.Sign(Act.Attend(hall.Id, Hall.Lot, bidders[0].Id, new byte[16])));
        await ActAsync(host, hall, bidders[0].Person.Sign(Act.Confirm(hall.Id, Hall.Lot, bidders[0].Id, new byte[16])));
        var question = Act.Object(hall.Id, Hall.Lot, bidders[1].Id, "为什么?", new byte[16]);
        await ActAsync(host, hall, bidders[1].Person.Sign(question));
        Assert.Equal(
            (409, "OpenObjection"),
            await host.Post($"/api/sessions/{hall.Id}/acts", server.Host.Sign(Act.Conclude(hall.Id, new byte[16])))
                .Refused()
        );
        await ActAsync(
            host,
            hall,
            server.Host.Sign(Act.Answer(hall.Id, Hall.Lot, Act.Id(Suite.P256, question), "因为。", new byte[16]))
        );
        Assert.Equal(
            (409, "PeriodRunning"),
            await host.Post($"/api/sessions/{hall.Id}/acts", server.Host.Sign(Act.Conclude(hall.Id, new byte[16])))
                .Refused()
        );
        hall.EndPeriod();
        await ActAsync(host, hall, server.Host.Sign(Act.Conclude(hall.Id, new byte[16])));

        var archive = await ArchiveAsync(
            host,
            hall,
            "public",
            leaves => leaves.Any(leaf => leaf.Contains("SessionConcluded", StringComparison.Ordinal))
        );
        var lot = Assert.Single(archive.Lots);
        Assert.Equal(bidders.Select(b => b.Id).Order(), lot.Records.Keys.Order());
        Assert.Empty(lot.Partials);
        var full = await ArchiveAsync(host, hall, "full", _ => true);
        Assert.InRange(Assert.Single(full.Lots).Partials.Count, 2, 3);
    }

    [Fact]
    public async Task The_feed_of_the_session_hashes_to_the_cosigned_heads()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        for (var i = 0; i < 3; i++)
            await new Bidder(hall, $"b{i}").SubmitAsync();
        hall.Close();
        await host.UntilAsync(hall.Id, Hall.Lot, "opened");

        var archive = await ArchiveAsync(
            host,
            hall,
            "public",
            leaves => leaves.Any(leaf => leaf.Contains("\"LotOpened\"", StringComparison.Ordinal))
        );
        var tree = new MerkleTree(Suite.P256);
        foreach (var leaf in archive.Leaves.Cast<ArchiveLeaf.Disclosed>())
        {
            var type = JsonDocument.Parse(leaf.Event).RootElement.GetProperty("type").GetString()!;
            tree.Append(TreeHash.Leaf(Suite.P256, StreamLeaf.Of(Suite.P256, leaf.Salt, tree.Size, type, leaf.Event)));
        }
        foreach (var text in archive.Checkpoints)
        {
            Assert.True(
                PlatformCheckpoint.TryRead(Suite.P256, text, hall.Stream, hall.Policy.HeadKeys(), out var checkpoint)
            );
            Assert.Equal(tree.Root(checkpoint.Head.Size), checkpoint.Head.Root);
            Assert.True(
                checkpoint.TryCosigners(Suite.P256, hall.Policy.HeadKeys(), out var cosigners) && cosigners.Count >= 2
            );
        }
        Assert.True(DisclosedTick.TryRoot(hall.Policy, archive.Lots[0].Ticks, out var root));
        Assert.True(
            PlatformCheckpoint.TryRead(
                Suite.P256,
                archive.Lots[0].Freeze,
                hall.Intake,
                hall.Policy.HeadKeys(),
                out var frozen
            )
        );
        Assert.Equal(root, frozen.Head.Root);
    }

    [Fact]
    public async Task Fewer_than_three_bids_are_never_opened_and_the_lot_fails()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        for (var i = 0; i < 2; i++)
            await new Bidder(hall, $"secret-name-{i}").SubmitAsync();
        hall.Close();
        var failed = await host.UntilAsync(hall.Id, Hall.Lot, "failed");
        Assert.Equal("fewSubmitted", failed.GetProperty("cause").GetString());
        var archive = await ArchiveAsync(host, hall, "full", _ => true);
        Assert.DoesNotContain(
            archive.Leaves.Cast<ArchiveLeaf.Disclosed>(),
            leaf => Encoding.UTF8.GetString(leaf.Event).Contains("BidOpened", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task With_one_trustee_down_it_opens_and_with_two_down_it_waits_until_one_returns()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        for (var i = 0; i < 3; i++)
            await new Bidder(hall, $"b{i}").SubmitAsync();
        await server.Trustees[0].StopAsync();
        await server.Trustees[2].StopAsync();
        hall.Close();
        await host.UntilAsync(hall.Id, Hall.Lot, "frozen");
        await Task.Delay(500);
        Assert.Equal("frozen", (await host.UntilAsync(hall.Id, Hall.Lot, "frozen")).GetProperty("phase").GetString());
        server.Trustees[2].Start();
        await host.UntilAsync(hall.Id, Hall.Lot, "opened");
    }

    [Fact]
    public async Task Wrong_partial_openings_name_their_trustee_and_the_others_open()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        for (var i = 0; i < 3; i++)
            await new Bidder(hall, $"b{i}").SubmitAsync();
        var bad = server.Trustees[0];
        bad.Tamper = m =>
            m.Kind == TrusteeMessageKind.Partials
                ? bad.Say(m.Kind, m.Session, m.Lot, [.. m.Body[..^1], (byte)(m.Body[^1] ^ 1)])
                : m;
        hall.Close();
        var opened = await host.UntilAsync(hall.Id, Hall.Lot, "opened");
        await UntilFeedHasAsync(host, hall, "\"PartialRefused\"");
        Assert.DoesNotContain(
            1,
            opened.GetProperty("release").GetProperty("released").EnumerateArray().Select(n => n.GetInt32())
        );
    }

    [Fact]
    public async Task A_ceremony_of_a_trustee_that_complains_ends_without_a_lock()
    {
        await using var server = await TestServer.StartAsync();
        var bad = server.Trustees[1];
        bad.Tamper = m =>
            m.Kind == TrusteeMessageKind.Message1
                ? bad.Say(m.Kind, m.Session, m.Lot, [.. m.Body[..^1], (byte)(m.Body[^1] ^ 1)])
                : m;
        foreach (var trustee in server.Trustees)
            trustee.Start();
        var hall = Hall.Draft(server);
        using var host = await server.Client(server.Host).SignInAsync();
        await host.Post("/api/sessions", hall.Publication).Ok();
        var failed = await host.UntilAsync(hall.Id, Hall.Lot, "failed");
        Assert.Equal("noLock", failed.GetProperty("cause").GetString());
        Assert.Equal((404, "NotFound"), await host.Get($"/api/sessions/{hall.Id}/lots/{Hall.Lot}/lock").Refused());
    }

    private static Task<JsonElement> ActAsync(Client client, Hall hall, SignedAct act) =>
        client.Post($"/api/sessions/{hall.Id}/acts", act).Ok();

    private static Task UntilFeedHasAsync(Client client, Hall hall, string text) =>
        Until.TrueAsync(
            text,
            hall.Server.Patience(20),
            async () =>
                (await client.Http.GetStringAsync($"/api/feed/{hall.Stream}"))
                    .Replace("\\\"", "\"", StringComparison.Ordinal)
                    .Contains(text, StringComparison.Ordinal)
        );

    /// <summary>The archive, as soon as a cosigned head covers what is asked for.</summary>
    internal static Task<Archive> ArchiveAsync(
        Client client,
        Hall hall,
        string kind,
        Func<IEnumerable<string>, bool> isThere
    ) =>
        Until.SeenAsync(
            "the archive",
            hall.Server.Patience(20),
            async () =>
            {
                using var answer = await client.Get($"/api/sessions/{hall.Id}/archive?kind={kind}");
                if (!answer.IsSuccessStatusCode)
                    return null;
                Assert.True(
                    ArchiveCodec.TryRead(await answer.Content.ReadAsByteArrayAsync(), out var archive, out var problem),
                    problem
                );
                return isThere(
                    archive!.Leaves.Cast<ArchiveLeaf.Disclosed>().Select(leaf => Encoding.UTF8.GetString(leaf.Event))
                )
                    ? archive
                    : null;
            }
        );
}
