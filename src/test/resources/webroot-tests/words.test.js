import { englishMilestone } from '/js/english.js';
import { say } from '/js/words.js';
import { table } from './check.js';

export const cases = [
  ...table('say', say, [
    [['{0}单', ''], '单'], [['{0}单', '万'], '万单'], [[' · 近 {0}', '5 分钟'], ' · 近 5 分钟'], [['再有 {0} 单，破 {1} 单', 5, 10], '再有 5 单，破 10 单'],
    [['{0} 结束', '{1}'], '{1} 结束'],
  ]),
  ...table('englishMilestone', englishMilestone, [
    [['第一单'], 'First order'], [['破百单'], '100 orders'], [['破 5,000 单'], '5,000 orders'], [['破 2 万单'], '20,000 orders'],
    [['破 10 万元'], '100,000 yuan'], [['破 1 亿元'], '100,000,000 yuan'], [['达成目标 50 万元'], 'Target of 500,000 yuan reached'],
    [['达成目标 35.5 万元'], 'Target of 355,000 yuan reached'], [['达成目标 8,000.5 元'], 'Target of 8,000.5 yuan reached'],
    [['售罄 沙棘汁'], 'Sold out: 沙棘汁'], [['福利 鹿泉雪耳 ×10'], 'Given: 鹿泉雪耳 ×10'], [['什么别的'], '什么别的'],
  ]),
];
