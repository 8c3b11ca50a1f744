using System.Text.Json;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// An old revision that is sent again is told which revision stands, whether it was accepted before or not.
/// </summary>
public sealed class SupersededTests
{
    [Fact]
    public async Task Whoever_asks_for_an_old_revision_hears_which_one_stands()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        using var nobody = server.Client();
        var (first, second) = (bidder.Seal(1), bidder.Seal(2));
        await bidder.SubmitAsync(first);
        Assert.Equal(JsonValueKind.Null, await SupersededByAsync(nobody, first.Id));
        await bidder.SubmitAsync(second);
        Assert.Equal(2, await NumberAsync(nobody, first.Id));
        Assert.Equal(JsonValueKind.Null, await SupersededByAsync(nobody, second.Id));
        await (await bidder.WithdrawAsync(3)).Ok();
        Assert.Equal((3, 3), (await NumberAsync(nobody, first.Id), await NumberAsync(nobody, second.Id)));
    }

    [Fact]
    public async Task Another_envelope_of_an_old_revision_is_superseded_and_one_that_skips_comes_out_of_turn()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        await bidder.SubmitAsync(bidder.Seal(1));
        await bidder.SubmitAsync(bidder.Seal(2));
        Assert.Equal(
            "Revision 1 is superseded by revision 2, which was accepted before; a replacement is revision 3, "
                + "sealed with the kit of revision 2.",
            await RefusedAsync(bidder, 1)
        );
        Assert.Equal(
            "Another statement was accepted before as revision 2; a replacement is revision 3, sealed with the kit of "
                + "revision 2.",
            await RefusedAsync(bidder, 2)
        );
        Assert.Equal("Revision 9 comes out of turn: the next one is revision 3.", await RefusedAsync(bidder, 9));
    }

    [Theory]
    [InlineData(2, "is that of revision 1, and revision 2 was accepted after it")]
    [InlineData(9, "is that of revision 8, which was never accepted; the newest is revision 2")]
    [InlineData(1, "is of no revision")]
    public async Task A_withdrawal_with_the_wrong_kit_names_both_revisions_and_the_kit_to_take(uint named, string why)
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        await bidder.SubmitAsync(bidder.Seal(1));
        await bidder.SubmitAsync(bidder.Seal(2));
        using var answer = await await bidder.WithdrawAsync(named);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("use-newest-kit", problem.GetProperty("nextStep").GetString());
        Assert.Equal(
            $"The kit that signed this withdrawal {why}: withdraw with the kit of revision 2.",
            problem.GetProperty("detail").GetString()
        );
    }

    private static async Task<string> RefusedAsync(Bidder bidder, uint revision)
    {
        var envelope = bidder.Seal(revision);
        await bidder.UploadAsync(envelope);
        using var answer = await await bidder.CommitAsync(envelope);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((409, "WrongRevision"), ((int)answer.StatusCode, problem.GetProperty("reason").GetString()));
        return problem.GetProperty("detail").GetString()!;
    }

    private static async Task<JsonValueKind> SupersededByAsync(Client client, string entry) =>
        (await client.Get($"/api/acknowledgements/{entry}").Ok()).GetProperty("supersededBy").ValueKind;

    private static async Task<int> NumberAsync(Client client, string entry) =>
        (await client.Get($"/api/acknowledgements/{entry}").Ok()).GetProperty("supersededBy").GetInt32();
}
