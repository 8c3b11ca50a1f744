using System.Net.Http.Json;
using System.Text.Json;
using Trading.Gateway.Notices;
using Trading.Gateway.StandIn;

namespace Trading.Gateway.Tests;

/// <summary>One expert is reached: real crypto, a real store, a real provider's stand-in.</summary>
public sealed class NoticeTests
{
    private const int Position = 7;

    [Theory]
    [InlineData(Behaviour.Confirm, PositionOutcome.Confirmed, 1)]
    [InlineData(Behaviour.Repeat, PositionOutcome.Confirmed, 1)]
    [InlineData(Behaviour.Decline, PositionOutcome.Declined, 1)]
    [InlineData(Behaviour.Silence, PositionOutcome.Silent, NoticePace.Rings)]
    public async Task What_an_expert_answers_is_signed_and_told(Behaviour does, PositionOutcome outcome, int calls)
    {
        await using var world = await World.StartAsync(does);
        world.Want(Position);
        await world.StartGatewayAsync();
        var told = await world.ToldAsync(outcome);
        Assert.Equal(
            (world.Draw.Request.Draw, 0u, Position, DrawWorld.RootOf(world.Draw)),
            (told.Draw, told.K, told.Position, Convert.ToHexStringLower(told.Root))
        );
        Assert.Equal(calls, world.Calls.List().Count);
        var secret = world.Draw.Commitment.Secrets[Position];
        Assert.All(world.Calls.List(), call => Assert.Equal(secret.Expert.Phone, call.Number));
    }

    [Theory]
    [InlineData(NoticeLanguage.Chinese, "请于 3 月 2 日 09:00 到评标区 3 号门报到")]
    [InlineData(NoticeLanguage.English, "report to 评标区 3 号门 at 09:00 on 2026-03-02")]
    public async Task The_text_says_where_when_and_twelve_digits_and_nothing_else(NoticeLanguage language, string says)
    {
        await using var world = await World.StartAsync(Behaviour.Confirm);
        world.Want(Position);
        await world.StartGatewayAsync(language);
        var call = await world.CalledAsync();
        var secret = world.Draw.Commitment.Secrets[Position];
        Assert.Contains(says, call.Text, StringComparison.Ordinal);
        Assert.Contains($"0007 {secret.Code[..4]} {secret.Code[4..]}", call.Text, StringComparison.Ordinal);
        string[] untold =
        [
            secret.Expert.Name,
            secret.Expert.Id,
            secret.Expert.Number,
            world.Draw.Request.Draw,
            world.Draw.Request.Session,
            world.Draw.Request.BuyerUnit,
        ];
        Assert.All(
            untold.Where(text => text.Length > 0),
            text => Assert.DoesNotContain(text, call.Text, StringComparison.Ordinal)
        );
        await world.ToldAsync(PositionOutcome.Confirmed);
    }

    [Fact]
    public async Task A_provider_out_of_reach_is_said_once_and_asked_on()
    {
        await using var world = await World.StartAsync(Behaviour.Down);
        world.Want(Position);
        var gateway = await world.StartGatewayAsync();
        await world.ToldAsync(PositionOutcome.Unreached);
        Assert.False(PositionStatement.Drops(PositionOutcome.Unreached));
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
        var counts = await http.GetFromJsonAsync<JsonElement>("/api/status");
        Assert.Equal(1, counts.GetProperty("outOfReach").GetInt32());
        world.Calls.Behaviour = Behaviour.Confirm;
        await world.ToldAsync(PositionOutcome.Confirmed);
        Assert.Single(world.Platform.Heard, h => World.StatementOf(h).Outcome == PositionOutcome.Unreached);
    }

    [Fact]
    public async Task A_telephone_that_cannot_be_rung_is_said_too()
    {
        await using var world = await World.StartAsync(Behaviour.Failure);
        world.Want(Position);
        await world.StartGatewayAsync();
        await world.ToldAsync(PositionOutcome.Unreached);
        Assert.DoesNotContain(world.Platform.Heard, h => PositionStatement.Drops(World.StatementOf(h).Outcome));
    }

    [Fact]
    public async Task Neither_number_nor_code_is_kept_or_logged()
    {
        await using var world = await World.StartAsync(Behaviour.Silence);
        world.Want(Position);
        var gateway = await world.StartGatewayAsync();
        await world.ToldAsync(PositionOutcome.Silent);
        using (var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) })
        {
            var page = await http.GetStringAsync("/");
            Assert.Contains("<td>1</td>", page, StringComparison.Ordinal);
        }
        var all = await world.Log.WithFilesOfAsync(world.Data);
        var secret = world.Draw.Commitment.Secrets[Position];
        // What is kept is found by the same search.
        Assert.Contains(world.Draw.Request.Draw, all, StringComparison.Ordinal);
        Assert.Contains("is at work", all, StringComparison.Ordinal);
        Assert.Contains(secret.Expert.Phone, world.Calls.List()[0].Number, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Expert.Phone, all, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Code, all, StringComparison.Ordinal);
        Assert.DoesNotContain($"{secret.Code[..4]} {secret.Code[4..]}", all, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Expert.Name, all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one-of-two")]
    [InlineData("another-position")]
    [InlineData("another-office")]
    [InlineData("the-same-trustee-twice")]
    [InlineData("cut-off")]
    public async Task Shares_that_do_not_hold_ring_nobody(string mutation)
    {
        await using var world = await World.StartAsync(Behaviour.Confirm);
        using var other = new OfficeKeys(OfficeKind.Gateway);
        object[] shares = mutation switch
        {
            "one-of-two" => world.Shares(Position, 2),
            "another-position" => world.Shares(Position + 1, 1, 2),
            "another-office" => DrawWorld.Shares(world.Draw, RecordKind.Contact, Position, other.StaticPoint, 1, 2),
            "the-same-trustee-twice" => [.. world.Shares(Position, 2), .. world.Shares(Position, 2)],
            _ => [new { trustee = 1, body = new byte[] { 4, 0, 0 } }, .. world.Shares(Position, 2)],
        };
        world.Want(Position, shares);
        await world.StartGatewayAsync();
        await world.ToldAsync(PositionOutcome.Unreached);
        Assert.Empty(world.Calls.List());
        world.Want(Position); // the same, with shares that hold
        await world.ToldAsync(PositionOutcome.Confirmed);
    }

    [Fact]
    public async Task Rows_that_are_not_the_roots_ring_nobody()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm);
        var rows = DrawWorld.RowsOf(world.Draw);
        rows[^1] ^= 1;
        world.Platform.Rows[DrawWorld.RootOf(world.Draw)] = rows;
        world.Want(Position);
        await world.StartGatewayAsync();
        await world.ToldAsync(PositionOutcome.Unreached);
        Assert.Empty(world.Calls.List());
        world.Platform.Rows[DrawWorld.RootOf(world.Draw)] = DrawWorld.RowsOf(world.Draw);
        await world.ToldAsync(PositionOutcome.Confirmed);
    }

    [Fact]
    public async Task Several_telephones_ring_at_once()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, ringMillis: 600_000);
        object[] tasks = [.. new[] { 3, 4, 5 }.Select(p => DrawWorld.Notify(world.Draw, p, world.Shares(p, 1, 2)))];
        world.Platform.Tasks = () => tasks;
        await world.StartGatewayAsync();
        await Until.TrueAsync(
            "three calls",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(world.Calls.List().Count == 3)
        );
        Assert.True(world.Calls.TrySteer(world.Calls.List()[1].Id, Behaviour.Decline));
        await world.ToldAsync(PositionOutcome.Declined);
        Assert.Equal(3, world.Calls.List().Count);
    }
}
