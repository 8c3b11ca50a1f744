using System.Net;

namespace Trading.Gate.Tests;

/// <summary>What a gate keeps, and what it shows to strangers.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task Numbers_and_codes_are_never_kept_and_a_name_after_its_arrival_alone()
    {
        await using var world = await World.StartAsync();
        var gate = await world.StartGateAsync();
        using var desk = await gate.SignedInAsync();
        var (position, wrong) = (world.Seated[0], world.Seated[1]);
        var secret = world.Secret(position);
        await desk.PresentAsync(wrong, code: "00000000");
        world.IsAway = outcome => outcome == PositionOutcome.Arrived;
        Assert.Equal(("PlatformAway", null), await desk.PresentAsync(position));
        // The opened record waits for the platform, and nobody can read it.
        var waiting = await world.Log.WithFilesOfAsync(gate.Data);
        Assert.DoesNotContain(secret.Expert.Name, waiting, StringComparison.Ordinal);
        world.IsAway = _ => false;
        await Until.TrueAsync(
            "the arrival is settled",
            Pace.Slowest.Patience(20),
            async () => (await desk.SeatsAsync()).GetArrayLength() == 1
        );
        await world.Platform.HearAsync("seats", _ => true);
        await desk.ActAsync(position, "leave", "取药");
        await desk.RegisterAsync("zh");

        var kept = await world.Log.WithFilesOfAsync(gate.Data);
        // What may be kept is found by the same search.
        Assert.Contains(world.Draw.Request.Draw, kept, StringComparison.Ordinal);
        Assert.Contains(secret.Expert.Name, kept, StringComparison.Ordinal);
        Assert.Contains("is at work", kept, StringComparison.Ordinal);
        foreach (var row in new[] { secret, world.Secret(wrong) })
            Assert.All(
                new[] { row.Expert.Id, row.Expert.Phone, row.Code, $"{row.Code[..4]}-{row.Code[4..]}" },
                text => Assert.DoesNotContain(text, kept, StringComparison.Ordinal)
            );
        Assert.DoesNotContain(world.Secret(wrong).Expert.Name, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_did_not_sign_in_sees_and_does_nothing()
    {
        await using var world = await World.StartAsync();
        var gate = await world.StartGateAsync();
        using var stranger = new DeskClient(gate.Address, world);
        var draw = $"/api/draws/{world.Draw.Request.Draw}";
        foreach (var path in new[] { "/api/draws", $"{draw}/seats", $"{draw}/entries", $"{draw}/register" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Http.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.BeginAsync(world.Seated[0])).StatusCode);
        Assert.Empty(world.Platform.Heard);
    }
}
