using System.Net;
using System.Text;
using Trading.Gate.Identity;

namespace Trading.Gate.StandIn;

/// <summary>What a demonstration asks for.</summary>
public sealed record SteerRequest(CheckAnswer Answer);

/// <summary>
/// An identity device that looks at nobody, for demonstrations and tests: it speaks the device's interface and answers
/// what it was told to, by its page or by HTTP. It keeps nothing.
/// </summary>
public static class IdentityStandIn
{
    private const int MostBytes = 4 << 10;

    public static WebApplication Build(string urls, CheckAnswer answer)
    {
        var builder = StandInShell.Builder(urls, MostBytes);
        builder.Services.AddSingleton(new Device { Answer = answer });
        var app = builder.Build();
        app.UseStandIn();
        app.MapPost("/checks", Check);
        app.MapGet("/", Page);
        app.MapPost("/stand-in", Steer);
        app.MapPost("/stand-in/press", (HttpRequest request, Device device) => PressAsync(request, device));
        return app;
    }

    private static IResult Check(CheckRequest request, Device device)
    {
        device.Checks++;
        return device.Answer == CheckAnswer.Away
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Ok(new CheckReply(device.Answer));
    }

    private static IResult Steer(SteerRequest request, Device device)
    {
        device.Answer = request.Answer;
        return Results.NoContent();
    }

    // The page has no script: its buttons are a form.
    private static async Task<IResult> PressAsync(HttpRequest request, Device device)
    {
        var (form, refused) = await StandInShell.PressedAsync(request);
        if (form is null)
            return refused!;
        if (!Enum.TryParse<CheckAnswer>(form["answer"], out var answer) || !Enum.IsDefined(answer))
            return Problems.Malformed("The device does not answer that.");
        device.Answer = answer;
        return Results.Redirect("/");
    }

    private static IResult Page(HttpContext context, Device device)
    {
        context.Response.Headers.ContentSecurityPolicy = StandInShell.Policy;
        context.Response.Headers.CacheControl = "no-store";
        (CheckAnswer Answer, string Word)[] all =
        [
            (CheckAnswer.Yes, "是本人 yes"),
            (CheckAnswer.No, "不是本人 no"),
            (CheckAnswer.Away, "无应答 away"),
        ];
        var buttons = string.Concat(
            all.Select(one =>
                $"""
                    <button name="answer" value="{one.Answer}" aria-pressed="{(
                        one.Answer == device.Answer ? "true" : "false"
                    )}">
                    {WebUtility.HtmlEncode(one.Word)}</button>
                    """
            )
        );
        var page = $$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>核验设备替身 · Identity stand-in</title>
            <style>
            body { font: 18px/1.6 sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em; }
            button { font: inherit; padding: .4em 1em; }
            button[aria-pressed=true] { font-weight: bold; border-width: 3px; }
            </style>
            </head>
            <body>
            <h1>核验设备替身 <span lang="en">Identity stand-in</span></h1>
            <p>演练用：不采集任何特征。<span lang="en">For rehearsals: it looks at nobody.</span> {{device.Checks}}</p>
            <form method="post" action="/stand-in/press">{{buttons}}</form>
            </body>
            </html>
            """;
        return Results.Content(page, "text/html; charset=utf-8", Encoding.UTF8);
    }

    internal sealed class Device
    {
        public CheckAnswer Answer { get; set; }
        public int Checks { get; set; }
    }
}
