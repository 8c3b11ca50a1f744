using System.Text.RegularExpressions;
using Trading.Flow.Tests;
using Trading.LoadTests;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests.Rooms;

/// <summary>What a member of a committee does in a window, step by step, as the desk leads.</summary>
internal static partial class Sitting
{
    /// <summary>Opens the seat and makes a key; the ten digits that it shows.</summary>
    public static async Task<string> NumberAsync(this Window seat, string room)
    {
        await seat.GoAsync($"/rooms/{room}/seat");
        await seat["make-number"].ClickAsync(new() { Timeout = 60_000 });
        await Expect(seat["seat-number"]).ToHaveTextAsync(TenDigits(), new() { Timeout = 60_000 });
        return (await seat["seat-number"].InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>All of them sit down, in order: the gate certifies one key after the other.</summary>
    public static async Task SitAsync(this IReadOnlyList<Window> seats, Committee committee)
    {
        List<string> numbers = [];
        foreach (var seat in seats) // five new windows at once are more than a busy machine opens in half a minute
            numbers.Add(await seat.NumberAsync(committee.Room));
        await Task.Delay(1_500); // the gate looks once a second
        using var door = await committee.Offices.EnterAsync();
        for (var seat = 1; seat <= seats.Count; seat++)
            await committee.CertifyAsync(door, seat, numbers[seat - 1]);
    }

    /// <summary>Looks once more and signs; the desk goes on when the platform has it.</summary>
    public static async Task SignAsync(this Window seat, string check)
    {
        await seat[$"{check}-yes"].ClickAsync();
        await Expect(seat[check]).ToHaveCountAsync(0, People.SlowCount);
    }

    /// <summary>Opens key and certificate on a page that goes on by itself: what it shows then says so.</summary>
    public static async Task EnterAsAsync(this Window window, string keyFile, string shows)
    {
        await window["person-files"].SetInputFilesAsync([keyFile, Path.ChangeExtension(keyFile, ".der")]);
        await Expect(window[shows]).ToBeVisibleAsync(People.Slow);
    }

    /// <summary>
    /// The desk's officer signs in and types a number that a seat shows, in the row of whoever sat there before.
    /// </summary>
    public static async Task CertifyAtTheDeskAsync(this Window desk, Committee committee, int seat, string number)
    {
        await desk.GoAsync("/");
        await desk["sign-in-user"].FillAsync("desk");
        await desk["sign-in-pass"].FillAsync(await File.ReadAllTextAsync(committee.Offices.DeskPasswordFile));
        await desk["sign-in-submit"].ClickAsync();
        var row = desk["seat"].Filter(new() { Has = desk["key-Taken"].Filter(new() { HasText = $"席位 {seat} 的" }) });
        if (await desk["to-door"].Or(desk["present"]).First.GetAttributeAsync("data-testid") == "to-door")
            await desk["to-door"].First.ClickAsync();
        await row.GetByTestId("seat-key").ClickAsync(new() { Timeout = 60_000 });
        await desk["seat-key-number"].FillAsync(number);
        await desk.LookAtAsync("gate-seat-key");
        await desk["seat-key-yes"].ClickAsync();
        await Expect(desk["seat-key-done"]).ToBeVisibleAsync(People.Slow);
        await desk.LookAtAsync("gate-seat-key-done");
    }

    public static Task AtAsync(this Window window, string stage, string page = "desk") =>
        Expect(window[page]).ToHaveAttributeAsync("data-stage", stage, People.SlowAttribute);

    public static Task AtAsync(this IEnumerable<Window> seats, string stage) =>
        Task.WhenAll(seats.Select(seat => seat.AtAsync(stage)));

    /// <summary>The desks of all ask for that.</summary>
    public static Task AskedAsync(this IEnumerable<Window> seats, string task) =>
        Task.WhenAll(
            seats.Select(seat => Expect(seat["task"]).ToHaveAttributeAsync("data-task", task, People.SlowAttribute))
        );

    public static async Task PledgeAsync(this Window seat)
    {
        await seat["pledge"].ClickAsync(new() { Timeout = 60_000 });
        await seat.SignAsync("check-pledge");
    }

    public static async Task VoteForAsync(this Window seat, int leader)
    {
        await seat[$"ballot-{leader}"].CheckAsync();
        await seat["ballot"].ClickAsync();
        await seat.SignAsync("check-ballot");
    }

    /// <summary>Reviews every bid that is left, in which all that is not marked passes.</summary>
    public static async Task ReviewAsync(this Window seat, int bids)
    {
        for (var left = bids; left > 0; left--)
        {
            await seat["review-rest"].ClickAsync();
            await seat["review-check"].ClickAsync();
            await seat.SignAsync("check-review");
        }
    }

    /// <summary>Writes scores into the table with keys alone: down each bid, then to the top of the next one.</summary>
    public static async Task ScoreAsync(this Window seat, params string[] scores)
    {
        await seat["sheet-matrix"].ClickAsync();
        await seat["matrix-0-0"].FocusAsync();
        foreach (var score in scores)
        {
            await seat.Page.Keyboard.PressAsync("Control+A");
            await seat.Page.Keyboard.TypeAsync(score);
            await seat.Page.Keyboard.PressAsync("Enter");
        }
        await Expect(seat["draft-state"]).ToHaveAttributeAsync("data-state", "saved", People.SlowAttribute);
    }

    /// <summary>Hands the sheet in. With the last one the room goes on, and the desk shows what comes then.</summary>
    public static async Task HandInAsync(this Window seat, bool isLast = false)
    {
        await seat["sheet-check"].ClickAsync();
        await seat.SignAsync("check-sheet");
        if (!isLast)
            await Expect(seat["sheet-submitted"]).ToBeVisibleAsync(People.Slow);
    }

    /// <summary>The leader raises what is filled in; the first seats vote until it is settled.</summary>
    public static async Task RaiseAsync(
        this IReadOnlyList<Window> seats,
        string kind,
        Func<Window, Task> fill,
        string reason,
        bool isYes = true
    )
    {
        var leader = seats[0];
        await leader["raise"].ClickAsync();
        await leader["motion-kind"].SelectOptionAsync(kind);
        await fill(leader);
        await leader["motion-text"].FillAsync(reason);
        await leader["raise-check"].ClickAsync();
        await leader.SignAsync("check-raise");
        foreach (var seat in seats.Take(3))
            await seat.VoteAsync(isYes);
    }

    public static async Task VoteAsync(this Window seat, bool isYes)
    {
        await seat[isYes ? "vote-yes" : "vote-no"].ClickAsync(new() { Timeout = 60_000 });
        await seat.SignAsync("check-vote");
    }

    [GeneratedRegex(@"^\d{4} \d{3} \d{3}$")]
    private static partial Regex TenDigits();
}
