// The views that fill panels, by the panel's name.

import * as comments from './comments.js';
import * as counties from './counties.js';
import * as danmaku from './danmaku.js';
import * as giveaways from './giveaways.js';
import * as hot from './hot.js';
import * as next from './next.js';
import { brands, enterprises, towns } from './origins.js';
import * as platforms from './platforms.js';
import * as ranking from './ranking.js';
import * as stocks from './stocks.js';
import * as ticker from './ticker.js';
import * as trend from './trend.js';

export const VIEWS = {
  trend, platforms, ranking, counties, towns, enterprises, brands, ticker, comments, danmaku, giveaways, hot, stocks, next,
};
