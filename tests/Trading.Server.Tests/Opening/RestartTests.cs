using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// The server is killed in the middle; what is on the disk is all that is left, and everything goes on.
/// </summary>
public sealed class RestartTests
{
    [Fact]
    public async Task An_upload_resumes_after_a_restart_with_what_is_missing()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        var bidder = new Bidder(hall, "b");
        var envelope = bidder.Seal(documentBytes: 5_000_000);
        var upload = await bidder.DeclareAsync(envelope);
        var parts = envelope.Parts().ToArray();
        await (await bidder.ClientAsync())
            .Put($"/api/uploads/{upload}/parts/{parts[1].Section}/{parts[1].Part}", parts[1].Octets)
            .Ok();

        await server.KillAsync();
        await server.StartAgainAsync();
        using var client = await server.Client(bidder.Person).SignInAsync();
        Assert.Equal(
            "[[true],[false,true]]",
            (await client.Get($"/api/uploads/{upload}").Ok()).GetProperty("missing").GetRawText()
        );
        foreach (var (section, part, octets) in new[] { parts[0], parts[2] })
            await client.Put($"/api/uploads/{upload}/parts/{section}/{part}", octets).Ok();
        await Bidder.AcknowledgedAsync(client.Post($"/api/uploads/{upload}/commit", null));
    }

    [Fact]
    public async Task A_stamped_commit_survives_a_kill_with_its_arrival_and_is_in_although_the_deadline_has_passed()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        var bidder = new Bidder(hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        var stamped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Log!.Hold = appends => // the kill comes between the stamp and all further work
        {
            if (!appends.Any(a => a.Events.Any(e => e.Type is nameof(EntryAccepted) or nameof(TickSealed))))
                return Task.CompletedTask;
            stamped.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        server.Clock.Freeze(hall.CloseAt);
        _ = bidder.CommitAsync(envelope);
        await stamped.Task.WaitAsync(server.Patience(10));
        await Until.TrueAsync(
            "the arrival is stamped",
            server.Patience(10),
            async () => (await hall.EventsAsync(hall.Received)).Any(e => e is CommitStamped)
        );
        await server.KillAsync();

        hall.Close();
        await server.StartAgainAsync();
        var ticks = await hall.DrainedAsync();
        Assert.Equal(hall.CloseAt, Assert.Single(ticks.SelectMany(tick => tick.Entries)).Arrival);
        using var client = await server.Client(bidder.Person).SignInAsync();
        Assert.Equal(
            hall.CloseAt,
            (await Bidder.AcknowledgedAsync(client.Post($"/api/uploads/{envelope.Id}/commit", null))).AtMicros
        );
    }

    [Fact]
    public async Task Ticks_missed_while_the_server_was_down_are_issued_so_the_size_depends_on_time_alone()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        var openedAt = (
            (IntakeState.Receiving)await server.Get<Server.Streams.Desks>().Intake(hall.Id, Hall.Lot).ReadAsync()
        ).OpenedAt;
        await server.KillAsync();
        server.Clock.MoveTo(hall.CloseAt - 700_000_000);
        await server.StartAgainAsync();
        var schedule = new TickSchedule(hall.Policy, openedAt);
        await Until.TrueAsync(
            "the missed ticks are issued",
            server.Patience(20),
            async () => await server.Log!.HeadAsync(hall.Intake) >= schedule.CountUntil(hall.CloseAt - 700_000_000)
        );
        Assert.InRange(
            await server.Log!.HeadAsync(hall.Intake),
            schedule.CountUntil(hall.CloseAt - 700_000_000),
            schedule.CountUntil(server.Clock.Now)
        );
    }

    [Fact]
    public async Task A_kill_at_every_stage_of_the_procedure_loses_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        var bidders = Enumerable.Range(0, 3).Select(i => new Bidder(hall, $"b{i}")).ToArray();
        foreach (var bidder in bidders)
            await bidder.SubmitAsync();
        hall.Close();
        foreach (var phase in new[] { "frozen", "releasing", "opened" })
        {
            await server.KillAsync();
            await server.StartAgainAsync();
            using var client = server.Client();
            await client.UntilAsync(hall.Id, Hall.Lot, phase, "opened");
        }
        using var host = await server.Client(server.Host).SignInAsync();
        Assert.Equal(3, (await host.UntilAsync(hall.Id, Hall.Lot, "opened")).GetProperty("bids").GetArrayLength());
        await WalkingOpeningTests.ArchiveAsync(host, hall, "full", _ => true);
    }

    [Theory]
    [InlineData("intake")]
    [InlineData("frozen")]
    [InlineData("opened")]
    public async Task The_relays_file_may_be_lost_at_any_stage(string phase)
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        var bidders = Enumerable.Range(0, 3).Select(i => new Bidder(hall, $"b{i}")).ToArray();
        var envelope = bidders[0].Seal();
        await bidders[0].SubmitAsync(envelope);
        foreach (var bidder in bidders[1..])
            await bidder.SubmitAsync();
        if (phase != "intake")
            hall.Close();
        using (var before = server.Client())
            await before.UntilAsync(hall.Id, Hall.Lot, phase, "releasing", "opened");
        await server.KillAsync();
        foreach (var file in Directory.EnumerateFiles(server.Data, "relay.db*"))
            File.Delete(file);
        await server.StartAgainAsync();

        hall.Close();
        using var host = await server.Client(server.Host).SignInAsync();
        await host.UntilAsync(hall.Id, Hall.Lot, "opened");
        var archive = await WalkingOpeningTests.ArchiveAsync(host, hall, "full", _ => true);
        Assert.Equal(3, Assert.Single(archive.Lots).Acknowledgements.Count);
        await host.Get($"/api/receipts/{envelope.Id}").Ok();
    }

    [Fact]
    public async Task Two_servers_never_share_a_data_folder()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Throws<InvalidOperationException>(() => new DataFolder(server.Data));
    }

    [Fact]
    public async Task The_ceremonys_bytes_are_in_no_file_once_the_lock_is_certified_when_the_policy_says_destroy()
    {
        await using var server = await TestServer.StartAsync();
        byte[]? message = null;
        server.Trustees[0].Tamper = m =>
        {
            if (m.Kind == TrusteeMessageKind.Message1)
                message = m.Body;
            return m;
        };
        var hall = await Hall.OpenAsync(server, CeremonyFate.Destroy);
        await UntilGoneAsync(server, hall);
        Assert.NotNull(message);
        // The transcript keeps the public part at its start; the encrypted shares at its end are what must be gone.
        var secretPart = message.AsSpan(message.Length - 40).ToArray();
        foreach (
            var file in Directory
                .EnumerateFiles(server.Data, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
        )
            Assert.True(ReadShared(file).AsSpan().IndexOf(secretPart) < 0, file);
    }

    private static async Task UntilGoneAsync(TestServer server, Hall hall)
    {
        var relay = server.Get<Server.Locks.RelayStore>();
        await Until.TrueAsync(
            "the ceremony's messages are gone",
            server.Patience(10),
            () => Task.FromResult(relay.Messages(hall.Id, Hall.Lot, 1).Count == 0)
        );
        await Task.Delay(300);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
