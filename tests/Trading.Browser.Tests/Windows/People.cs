using System.Globalization;
using Microsoft.Playwright;
using Trading.Cli;
using Trading.Flow.Tests;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>What a person does in a window, step by step, as the page leads.</summary>
internal static class People
{
    /// <summary>How long a window may take for what the machine does at once when it is idle.</summary>
    private const float Patience = 60_000;

    /// <summary>Opens key and certificate; the page signs in with them.</summary>
    public static async Task UnlockAsync(this Window window, string keyFile, string within = "page")
    {
        var picker = within == "page" ? window["person-files"] : window[within].GetByTestId("person-files");
        await picker.SetInputFilesAsync([keyFile, Path.ChangeExtension(keyFile, ".der")]);
        await Expect(window["person-name"].First).ToBeVisibleAsync(Slow);
    }

    /// <summary>The same person once more, where the page has forgotten the key.</summary>
    public static async Task UnlockAgainAsync(this Window window, Platform platform)
    {
        if (await window["person-name"].CountAsync() == 0)
            await window.UnlockAsync(platform.Crew.KeyPath("host"));
    }

    /// <summary>The trust file that the person has from elsewhere.</summary>
    public static async Task TrustAsync(this Window window, Platform platform)
    {
        await window["trust-file"].SetInputFilesAsync(platform.Crew.TrustPath);
        await Expect(window["trust-summary"]).ToBeVisibleAsync();
    }

    /// <summary>The host publishes a session with one lot; returns its id.</summary>
    public static async Task<string> PublishAsync(this Window host, Platform platform, string title, int seconds)
    {
        await host.FillAsync(platform, title);
        await host.ShowAsync("host-publish");
        await host.MistakeTheYearAsync();
        await host.SendAsync(seconds);
        return await host.PublishedAsync();
    }

    /// <summary>The host fills in the form of a session with one lot.</summary>
    public static async Task FillAsync(this Window host, Platform platform, string title)
    {
        await host.GoAsync("/host");
        await host.UnlockAsync(platform.Crew.KeyPath("host"));
        await host.TrustAsync(platform);
        await host["host-code"].FillAsync("GX-2026-1122");
        await host["host-title"].FillAsync(title);
        await host["host-custody"].SelectOptionAsync("Single");
        await host["host-period"].FillAsync("0.05"); // three seconds of a rehearsal
        await host["host-drill"].CheckAsync();
        await host["host-lot-title-0"].FillAsync("施工");
        await host["host-lot-ceiling-0"].FillAsync("1,000,000.00");
        await host["host-role-file-0"].SetInputFilesAsync(platform.Crew.CertificatePath("supervisor"));
        await Expect(host["host-role-file-0-chosen"]).ToBeVisibleAsync();
    }

    /// <summary>The host says when the filled form closes, confirms and sends it.</summary>
    public static async Task SendAsync(this Window host, int seconds)
    {
        await host["host-close"].FillAsync(Field(DateTime.UtcNow.AddHours(8).AddSeconds(seconds)));
        await host["host-publish"].ClickAsync();
        await Expect(host["host-confirm-deadline"]).ToContainTextAsync("北京时间");
        await host["host-confirm-yes"].ClickAsync();
    }

    /// <summary>The id of what was sent, once it is published.</summary>
    public static async Task<string> PublishedAsync(this Window host)
    {
        await host.Page.WaitForURLAsync(
            url => new Uri(url).AbsolutePath.StartsWith("/host/", StringComparison.Ordinal),
            new() { Timeout = Patience }
        );
        return new Uri(host.Page.Url).Segments[^1];
    }

    // A field of a time drops seconds that are zero, and the driver refuses what the field would not keep.
    private static string Field(DateTime time) =>
        time.ToString(time.Second == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    // A wrong year looks like a right one: the page asks for it, and the host goes back.
    private static async Task MistakeTheYearAsync(this Window host)
    {
        await host["host-close"].FillAsync(Field(DateTime.UtcNow.AddYears(3)));
        await host["host-publish"].ClickAsync();
        await Expect(host["host-confirm-yes"]).ToBeDisabledAsync();
        await host.ShowAsync("host-confirm");
        await host["host-confirm-year"].CheckAsync();
        await Expect(host["host-confirm-yes"]).ToBeEnabledAsync();
        await host["host-confirm-back"].ClickAsync();
    }

    /// <summary>The host opens the draft of the record, says that it was read, looks once more and signs.</summary>
    public static async Task ReadAndSignAsync(this Window host)
    {
        var draft = await host.Page.RunAndWaitForDownloadAsync(() => host["record-draft-file"].ClickAsync());
        using var read = new MemoryStream();
        await using (var stream = await draft.CreateReadStreamAsync())
            await stream.CopyToAsync(read);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(read.ToArray()));
        Assert.Equal(hash, (await host["draft-hash"].InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await host["record-read"].CheckAsync();
        await host["record-sign"].ClickAsync();
        await Expect(host["sign-check"]).ToBeFocusedAsync();
        await host["sign-check-yes"].ClickAsync();
        await Expect(host["record-open"]).ToBeVisibleAsync(Slow);
    }

    /// <summary>Fills the price form, looks at it again and seals; the kit is saved to the file.</summary>
    public static async Task SealAsync(this Window bidder, string price, string document, string kit)
    {
        await bidder["form-price"].FillAsync(price);
        await bidder["form-document"].SetInputFilesAsync(document);
        await bidder["seal"].ClickAsync();
        await Expect(bidder["seal-check"]).ToBeFocusedAsync();
        await bidder["seal-check-yes"].ClickAsync();
        await Expect(bidder["kit-save"]).ToBeVisibleAsync(Slow);
        await bidder.SaveAsync("kit-save", kit);
    }

    /// <summary>Chooses the saved kit back, which sends the bid.</summary>
    public static Task ChooseBackAsync(this Window bidder, string kit) => bidder["kit-back"].SetInputFilesAsync(kit);

    /// <summary>Clicks what downloads a file, and keeps it.</summary>
    public static async Task SaveAsync(this Window window, string testId, string path)
    {
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window[testId].ClickAsync());
        await download.SaveAsAsync(path);
    }

    /// <summary>The newest height that the hall page shows; -1 while there is none.</summary>
    public static async Task<long> HeightAsync(this Window hall) =>
        long.TryParse(await hall["hall"].GetAttributeAsync("data-height"), CultureInfo.InvariantCulture, out var height)
            ? height
            : -1;

    public static LocatorAssertionsToBeVisibleOptions Slow => new() { Timeout = Patience };

    public static LocatorAssertionsToHaveAttributeOptions SlowAttribute => new() { Timeout = Patience };

    public static LocatorAssertionsToContainTextOptions SlowText => new() { Timeout = Patience };

    public static LocatorAssertionsToHaveCountOptions SlowCount => new() { Timeout = Patience };
}
