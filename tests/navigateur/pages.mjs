/* pages.mjs FOLDER [--pages] PAGE.html...: each page in light and dark, on three widths, then printed. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...rest] = process.argv.slice(2);
const shots = rest[0] === "--pages";
const pages = shots ? rest.slice(1) : rest;
const require = createRequire(resolve(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;

const WIDTHS = [360, 800, 1400];
const SCHEMES = { light: "clair", dark: "sombre" };
const A4 = [595.28, 841.89];
const PAGES_MOST = 8;
let failures = 0;

function report(name, faults) {
	if (faults.length === 0) {
		console.log(`ok ${name}`);
		return;
	}
	failures++;
	console.log(`not ok ${name}: ${faults[0]}`);
	for (const fault of faults.slice(1, 12)) console.log(`# ${fault}`);
	if (faults.length > 12) console.log(`# … ${faults.length} in all`);
}

/* Every rule of axe-core but those of level AAA and those still on trial: also the few that are off by default. */
async function accessibility(page) {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const out = (rule) => rule.tags.some((tag) => tag === "experimental" || tag === "deprecated" || tag.endsWith("aaa"));
		const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: !out(rule) }]));
		const result = await axe.run(document, { rules, resultTypes: ["violations", "incomplete", "passes"] });
		const where = (node) => node.target.join(" ");
		const violations = result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${where(node)}`));
		const pictured = (node) => document.querySelector(where(node))?.closest("svg"); // see labels()
		const unsure = result.incomplete
			.map(({ id, nodes }) => ({ id, nodes: id === "color-contrast" ? nodes.filter((node) => !pictured(node)) : nodes }))
			.filter(({ nodes }) => nodes.length > 0)
			.map(({ id, nodes }) => `${id}: ${nodes.length} not judged, first ${where(nodes[0])}`);
		return { violations, unsure, passes: result.passes.length };
	});
	for (const line of found.unsure) console.log(`# to be looked at: ${line}`);
	return found.passes > 0 ? found.violations : [...found.violations, "axe-core checked nothing"];
}

/* What a reader cannot reach: a page wider than the window, text cut by its box, a label of a picture out of it. */
function layout() {
	const faults = [];
	const root = document.documentElement;
	const name = (node) => `${node.tagName.toLowerCase()} « ${node.textContent.trim().replace(/\s+/g, " ").slice(0, 40)} »`;
	if (root.scrollWidth > root.clientWidth) {
		faults.push(`${root.scrollWidth} pixels wide in ${root.clientWidth}`);
		for (const node of document.body.querySelectorAll("*"))
			if (node.getBoundingClientRect().right > root.clientWidth + 1) faults.push(`too far right: ${name(node)}`);
	}
	for (const node of document.body.querySelectorAll("*")) {
		const style = getComputedStyle(node);
		const cuts = ["hidden", "clip"].includes(style.overflowX) && node.clientWidth > 1;
		if (cuts && node.scrollWidth > node.clientWidth + 1 && !node.closest("svg")) faults.push(`cut: ${name(node)}`);
	}
	for (const svg of document.querySelectorAll("svg")) {
		const frame = svg.getBoundingClientRect();
		for (const text of svg.querySelectorAll("text")) {
			const box = text.getBoundingClientRect();
			const inside = box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
			if (box.width > 0 && !inside) faults.push(`out of its picture: ${name(text)}`);
		}
	}
	return faults;
}

/* Words that a column too narrow breaks in two, where no hyphen was allowed. */
function broken() {
	const faults = [];
	const range = document.createRange();
	const unseen = (node) => node && (node.getBoundingClientRect().width <= 1 || unseen(node.parentElement)); // for a screen reader alone
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const { data, parentElement } = walk.currentNode;
		if (parentElement.closest("svg, style") || getComputedStyle(parentElement).hyphens === "auto" || unseen(parentElement)) continue;
		for (const word of data.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
			range.setStart(walk.currentNode, word.index);
			range.setEnd(walk.currentNode, word.index + word[0].length);
			const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
			if (lines.size > 1) faults.push(`broken in two: « ${word[0]} » in ${parentElement.localName}`);
		}
	}
	return faults;
}

/* The labels of pictures, which axe-core does not judge: against what the page is painted with behind them. */
function labels() {
	const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
	const luminance = (colour) => {
		const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = (node) => {
		for (; node; node = node.parentElement) {
			const colour = getComputedStyle(node).backgroundColor;
			if (channels(colour)[3] !== 0) return colour;
		}
		return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)";
	};
	const faults = [];
	for (const text of document.querySelectorAll("svg text")) {
		if (!/^rgb/.test(getComputedStyle(text).fill)) {
			faults.push(`label without a plain colour: « ${text.textContent.trim()} »`);
			continue;
		}
		const [light, dark] = [luminance(getComputedStyle(text).fill), luminance(behind(text))].sort((a, b) => b - a);
		const ratio = (light + 0.05) / (dark + 0.05);
		if (ratio < 4.5) faults.push(`label too pale (${ratio.toFixed(1)}): « ${text.textContent.trim()} »`);
	}
	return faults;
}

/* A page that stands alone: said in which language, with a title, and nothing that runs. */
function standing() {
	const faults = [];
	if (!document.title.trim()) faults.push("no title");
	if (document.documentElement.lang !== "fr") faults.push(`lang is « ${document.documentElement.lang} »`);
	if (document.compatMode !== "CSS1Compat") faults.push("no doctype: quirks mode");
	if (document.characterSet !== "UTF-8") faults.push(`read as ${document.characterSet}`);
	if (document.querySelectorAll("h1").length !== 1) faults.push(`${document.querySelectorAll("h1").length} h1`);
	for (const node of document.querySelectorAll("script, iframe, object, embed, form, base, link[rel~=stylesheet], meta[http-equiv=refresh]"))
		faults.push(`a ${node.localName} element`);
	for (const node of document.querySelectorAll("*"))
		for (const { name, value } of node.attributes)
			if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) faults.push(`${node.localName} has ${name}="${value.slice(0, 40)}"`);
	return faults;
}

/* On paper: the heads of all kinds, and every word that is shown. */
function printed() {
	const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
	const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, caption, figcaption, th")].filter(shown);
	const words = new Set();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode())
		if (shown(walk.currentNode.parentElement))
			for (const word of walk.currentNode.data.match(/[\p{L}\p{N}]{4,}/gu) ?? []) words.add(word);
	return { heads: heads.map((node) => node.innerText), words: [...words] };
}

/* Spaces and hyphens come and go when lines are broken, capitals with the style. */
const condensed = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\u00ad\u200b-\u200d\u2060\u2010-\u2015-]+/gu, "");

async function paper(page, stem) {
	const pdf = `${stem}.pdf`;
	await page.emulateMedia({ media: "print", colorScheme: "light" });
	await page.setViewportSize({ width: 794, height: 1123 });
	const width = (value) => page.evaluate((given) => { document.documentElement.style.width = given; }, value);
	await width("170mm"); // between margins of two centimetres
	const faults = await page.evaluate(broken);
	await width("");
	const { heads, words } = await page.evaluate(printed);
	await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true, printBackground: false });
	const info = execFileSync("pdfinfo", ["-l", "99", pdf], { encoding: "utf8" });
	const count = Number(info.match(/^Pages:\s+(\d+)/m)[1]);
	if (count < 1 || count > PAGES_MOST) faults.push(`${count} pages`);
	for (const [, n, width, height] of info.matchAll(/^Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+)/gm))
		if (Math.abs(width - A4[0]) > 2 || Math.abs(height - A4[1]) > 2) faults.push(`page ${n} is ${width} × ${height} points, not A4`);
	const text = condensed(execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }));
	for (const head of heads) if (!text.includes(condensed(head))) faults.push(`not on paper: « ${head} »`);
	const lost = words.filter((word) => !text.includes(condensed(word)));
	if (lost.length) faults.push(`${lost.length} words not on paper: ${lost.slice(0, 8).join(", ")}`);
	if (!heads.length) faults.push("no head on paper");
	if (shots) execFileSync("pdftoppm", ["-r", "70", "-png", pdf, `${stem}-papier`]);
	return faults;
}

/* Everything that the page asks for, and all that the browser has against it. */
function listen(page, url) {
	const faults = [];
	page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`console: ${message.text()}`));
	page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
	page.on("request", (request) => {
		if (request.url() !== url && !request.url().startsWith("data:")) faults.push(`asks for ${request.url()}`);
	});
	return faults;
}

async function examine(browser, path) {
	const name = basename(path);
	const stem = resolve(folder, "pages", name.replace(/\.html$/, ""));
	const url = pathToFileURL(resolve(path)).href;
	const context = await browser.newContext({ offline: true, locale: "fr-FR" });
	const page = await context.newPage();
	const heard = listen(page, url);
	await page.goto(url);
	report(`${name}: seule`, [...(await page.evaluate(standing)), ...heard.splice(0)]);
	for (const [colorScheme, said] of Object.entries(SCHEMES))
		for (const width of WIDTHS) {
			await page.emulateMedia({ media: "screen", colorScheme });
			await page.setViewportSize({ width, height: 900 });
			await page.goto(url);
			if (shots) await page.screenshot({ path: `${stem}-${said}-${width}.png`, fullPage: true });
			const faults = [];
			for (const look of [layout, broken, labels]) faults.push(...(await page.evaluate(look)));
			faults.push(...(await accessibility(page)), ...heard.splice(0));
			report(`${name}: ${said}, ${width} pixels`, faults);
		}
	report(`${name}: papier`, [...(await paper(page, stem)), ...heard.splice(0)]);
	await context.close();
}

rmSync(resolve(folder, "pages"), { recursive: true, force: true });
mkdirSync(resolve(folder, "pages"));
for (const path of pages) readFileSync(path); // a page that is not there is said before the browser starts
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
for (const path of pages) await examine(browser, path);
await browser.close();
process.exitCode = failures ? 1 : 0;
