using System.Text;
using Trading.Gateway.Providers;

namespace Trading.Gateway.StandIn;

/// <summary>What a demonstration asks for.</summary>
public sealed record SteerRequest(Behaviour Answer);

/// <summary>
/// A provider that rings nobody, for demonstrations and tests: it speaks the provider's interface, shows each call as a
/// telephone on a page, and is told there, or by HTTP, what the person does. Its calls outlive it where it has a
/// folder, and nowhere else.
/// </summary>
public static class StandInServer
{
    private const int MostBytes = 16 << 10;

    public static WebApplication Build(string urls, Behaviour behaviour, TimeSpan ringing, string? folder = null)
    {
        var builder = StandInShell.Builder(urls, MostBytes);
        if (folder is not null)
            builder.Services.AddSingleton(_ => new DataFolder(folder)).AddSingleton<StandInFile>();
        builder
            .Services.AddSingleton<Clock>()
            .AddSingleton(provider => new StandInCalls(
                provider.GetRequiredService<Clock>(),
                behaviour,
                ringing,
                provider.GetService<StandInFile>()
            ));
        var app = builder.Build();
        app.Services.GetRequiredService<StandInCalls>(); // a folder that another one holds ends the start
        app.UseStandIn();
        var provider = app.MapGroup("/calls").AddEndpointFilter(UnlessDown);
        provider.MapPost("", Place);
        provider.MapGet("{id}", Find);
        provider.MapPost("{id}/settled", Settle);
        provider.MapPost("{id}/off", CallOff);
        app.MapGet("/", Page);
        app.MapGet("/stand-in/calls", (StandInCalls calls) => calls.List());
        app.MapPost("/stand-in", SteerAll);
        app.MapPost("/stand-in/calls/{id}", SteerOne);
        app.MapPost("/stand-in/press", (HttpRequest request, StandInCalls calls) => PressAsync(request, calls));
        return app;
    }

    private static async ValueTask<object?> UnlessDown(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        context.HttpContext.RequestServices.GetRequiredService<StandInCalls>().Behaviour == Behaviour.Down
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : await next(context);

    private static IResult Place(CallRequest request, StandInCalls calls) =>
        calls.TryPlace(request) ? Results.Accepted() : Results.Conflict();

    private static IResult Find(string id, StandInCalls calls) =>
        calls.Find(id) is { } call ? Results.Ok(new CallStatus(call.State, call.Answer)) : Results.NotFound();

    private static IResult Settle(string id, SettledRequest request, StandInCalls calls) =>
        calls.TrySettle(id, request.Text) ? Results.Accepted() : Results.NotFound();

    private static IResult CallOff(string id, SettledRequest request, StandInCalls calls) =>
        calls.TryCallOff(id, request.Text) ? Results.Accepted() : Results.NotFound();

    private static IResult SteerAll(SteerRequest request, StandInCalls calls)
    {
        calls.Behaviour = request.Answer;
        return Results.NoContent();
    }

    private static IResult SteerOne(string id, SteerRequest request, StandInCalls calls) =>
        calls.TrySteer(id, request.Answer) ? Results.NoContent() : Results.NotFound();

    // The page has no script: its buttons are a form.
    private static async Task<IResult> PressAsync(HttpRequest request, StandInCalls calls)
    {
        var (form, refused) = await StandInShell.PressedAsync(request);
        if (form is null)
            return refused!;
        if (!Enum.TryParse<Behaviour>(form["answer"], out var answer) || !Enum.IsDefined(answer))
            return Problems.Malformed("No telephone does that.");
        if (form["id"].ToString() is { Length: > 0 } id)
            calls.TrySteer(id, answer);
        else
            calls.Behaviour = answer;
        return Results.Redirect("/");
    }

    private static IResult Page(HttpContext context, StandInCalls calls)
    {
        context.Response.Headers.ContentSecurityPolicy = StandInShell.Policy;
        context.Response.Headers.CacheControl = "no-store";
        var shown = calls.List();
        var answered = shown
            .Where(call => call.Answer is not null || call.Settled is not null)
            .Select(call => (call.Number, call.Text))
            .ToHashSet();
        var list = string.Concat(
            shown.Reverse().Select(call => StandInCard.Of(call, answered.Contains((call.Number, call.Text))))
        );
        var all = StandInCard.Buttons("", Enum.GetValues<Behaviour>(), calls.Behaviour);
        var page = $$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="2"><title>电话替身 · Telephone stand-in</title>
            <style>
            body { font: 17px/1.6 sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em; }
            article { border: 1px solid #999; border-radius: 8px; padding: .8em 1em; margin: 1em 0; }
            button { font: inherit; padding: .3em .8em; margin: 0 .4em .4em 0; }
            button[aria-pressed=true] { font-weight: bold; border-width: 3px; }
            form { display: inline; } .muted { color: #555; } a { overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>电话替身 <span lang="en">Telephone stand-in</span></h1>
            <p>演练用：无人真的被呼叫。<span lang="en">For rehearsals: nobody is rung.</span></p>
            <p>无人操作时 <span lang="en">Where nobody presses anything</span>：<br>{{all}}</p>
            {{list}}
            </body>
            </html>
            """;
        return Results.Content(page, "text/html; charset=utf-8", Encoding.UTF8);
    }
}
