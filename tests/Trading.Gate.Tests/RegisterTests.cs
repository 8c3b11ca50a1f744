using System.Diagnostics;
using Trading.Gate.Doors;
using Trading.Gate.Register;

namespace Trading.Gate.Tests;

/// <summary>What the register says of whom, and of whom it says nothing.</summary>
public sealed class RegisterTests
{
    [Fact]
    public void A_certified_key_stands_on_paper_in_words()
    {
        var kept = KeyDetail.Of("0123abcd89ef0123456789abcdef0123", 3, "1234 567 890");
        Assert.Equal(
            "评审 0123abcd，3 号席位，席位号码 1234 567 890",
            RegisterDocument.DetailOf(kept, RegisterWords.Chinese)
        );
        Assert.Equal(
            "evaluation 0123abcd, seat 3, its number 1234 567 890",
            RegisterDocument.DetailOf(kept, RegisterWords.English)
        );
        // Other details, and what a person wrote, stay what they are.
        Assert.Equal("人工核对证件", RegisterDocument.DetailOf("looked", RegisterWords.Chinese));
        foreach (var written in new[] { "", "a · b", "Zhang San · 3 · 4", "0123abcd · x · 4" })
            Assert.Equal(written, RegisterDocument.DetailOf(written, RegisterWords.Chinese));
    }

    [Fact]
    public async Task Digits_shown_with_another_card_name_nobody()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var (owner, other) = (world.Seated[0], world.Secret(world.Seated[1]));
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(owner, id: other.Expert.Id));
        Assert.All(await LinesAsync(desk), line => Assert.Equal(-1, line.Position));
        Assert.Equal("Arrived", (await desk.PresentAsync(owner)).Outcome);
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(owner, id: other.Expert.Id));
        Assert.Equal(
            [("presented", -1), ("refused", -1), ("presented", -1), ("arrived", owner), ("refused", -1)],
            (await LinesAsync(desk)).Select(line => (line.Act, line.Position))
        );
        // On paper: once among those who came, and once where the owner is admitted.
        var paper = await TextOfAsync(await desk.RegisterAsync("zh"));
        Assert.Equal(2, paper.Split(world.Secret(owner).Expert.Name).Length - 1);
        Assert.DoesNotContain(other.Expert.Name, paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digits_of_another_draw_stand_under_no_position_of_this_one()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var unexpected = Enumerable
            .Range(0, world.Draw.Commitment.Positions.Count)
            .First(position => !world.Seated.Contains(position));
        for (var tries = 0; tries < GateLimits.TriesOfPosition; tries++)
            Assert.Equal(("NotExpected", null), await desk.PresentAsync(unexpected));
        Assert.Equal(("TooManyTries", null), await desk.PresentAsync(unexpected));
        var lines = await LinesAsync(desk);
        Assert.Equal(2 * GateLimits.TriesOfPosition + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(-1, line.Position));
    }

    [Fact]
    public async Task A_slip_of_the_tongue_with_the_digits_of_somebody_inside_is_no_alarm()
    {
        await using var world = await World.StartAsync();
        var first = await world.StartGateAsync();
        using var desk = await first.SignedInAsync();
        var (inside, other) = (world.Seated[0], world.Secret(world.Seated[1]));
        var own = world.Secret(inside);
        Assert.Equal("Arrived", (await desk.PresentAsync(inside)).Outcome);
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(inside, id: other.Expert.Id));
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(inside, code: other.Code));
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(inside, other.Expert.Id, other.Code));
        // Card and digits that were admitted are still an alarm, by a gate that starts anew, too.
        Assert.Equal(("AlreadyArrived", null), await desk.PresentAsync(inside, own.Expert.Id, own.Code));
        await first.StopAsync();
        using var again = await (await world.StartGateAsync(data: first.Data)).SignedInAsync("west");
        Assert.Equal(("AlreadyArrived", null), await again.PresentAsync(inside));
        Assert.Equal(("WrongCode", null), await again.PresentAsync(inside, id: other.Expert.Id));
        Assert.Equal(("WrongCode", null), await again.PresentAsync(inside, code: "00000000"));
        // Wrong ones count here as they do anywhere.
        Assert.Equal(("TooManyTries", null), await again.PresentAsync(inside));
        Assert.Equal("Arrived", (await again.PresentAsync(world.Seated[1])).Outcome);
    }

    private static async Task<(string Act, int Position)[]> LinesAsync(DeskClient desk) =>
        [
            .. (await desk.EntriesAsync())
                .EnumerateArray()
                .Select(line => (line.GetProperty("act").GetString()!, line.GetProperty("position").GetInt32())),
        ];

    private static async Task<string> TextOfAsync(byte[] pdf)
    {
        var start = new ProcessStartInfo("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return await text;
    }
}
